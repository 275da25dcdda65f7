import { apply } from "../apply";
import { yielding } from "../deficit";
import { equationHolds } from "../equation";
import { doubt, type Exposure } from "../exposure";
import { type FenceSettings, passFence, passLookFence } from "../fence";
import { type CountedHold, countable, grossTotal, type LeavingRules, maySendTotal } from "../gross-total";
import { hiddenUnits } from "../hidden-units";
import { mayLetLeave } from "../leaving";
import { loseOverdue } from "../lose";
import { giveBack, takeOrder } from "../order-lines";
import { refuse } from "../refuse";
import { raiseOf, reserve } from "../reserve";

const settings: FenceSettings = { writeEffectiveWithinMs: 10, readSeesWriteWithinMs: 30, restockWithinMs: 300 };
const empty: Exposure = { id: "e", liability: 0, writes: [], returns: [] };
const intent = (kind: "net-set" | "gross-set" | "delta", id: string, units: number, sentAt: number) => ({
  id,
  kind,
  units,
  sentAt,
  diesAt: sentAt + 100,
});
const ack = (exposure: Exposure, id: string, at: number, more: object = {}) =>
  apply(exposure, id, { now: at, ackedAt: at, moveIsAtomic: true, refusesBelowHolds: false, restockWithinMs: 300, ...more });

describe("a delta", () => {
  it("raises L by what it adds, and lowers it only by an atomic answer", () => {
    const raised = ack(reserve(empty, intent("delta", "d1", 3, 0)), "d1", 1);
    expect(raised.liability).toBe(3);
    const lowering = reserve(raised, intent("delta", "d2", -2, 10));
    expect(lowering.liability).toBe(3);
    expect(ack(lowering, "d2", 11).liability).toBe(1);
    expect(ack(lowering, "d2", 11, { moveIsAtomic: false }).liability).toBe(3);
    expect(refuse(lowering, "d2", 11).liability).toBe(3);
  });

  it("never lets L fall below what is there, however many answers are lost, and a look finds the units again (H20)", () => {
    let there = 0;
    let exposure = empty;
    let seed = 7;
    for (let at = 0, turn = 0; turn < 1_000; turn += 1, at += 200) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      const change = turn % 2 ? -Math.min(there, 1 + (seed % 2)) : 1 + (seed % 3);
      const id = `d${turn}`;
      exposure = reserve(exposure, intent("delta", id, change, at));
      const fate = (seed >>> 8) % 3;
      if (fate !== 1) there += change;
      if (fate === 0) exposure = ack(exposure, id, at + 1);
      exposure = loseOverdue(exposure, at + 150);
      expect(exposure.liability).toBeGreaterThanOrEqual(there);
    }
    const look = { shown: there, beganAt: 300_000, endedAt: 300_001 };
    const found = passLookFence(exposure, look, 300_100, 300_200, settings);
    expect(found.liability).toBe(there);
    expect(found.writes.every(({ fenced }) => fenced)).toBe(true);
  });
});

describe("a gross-set", () => {
  const hold = (change: Partial<CountedHold> = {}): CountedHold => ({
    orderId: "o",
    units: 2,
    untouched: true,
    placedAt: 0,
    ...change,
  });
  const rules = (change: Partial<LeavingRules> = {}): LeavingRules => ({
    coveredUntil: 1_000,
    diesAt: 1_500,
    leaveTakesAtLeastMs: 600,
    soleFulfiller: true,
    ...change,
  });

  it("books the larger of two totals, not their sum", () => {
    const first = reserve(empty, intent("gross-set", "g1", 5, 0));
    expect(raiseOf(first, intent("gross-set", "g2", 5, 1))).toBe(0);
    expect(reserve(first, intent("gross-set", "g2", 3, 1)).liability).toBe(5);
  });

  it("counts only orders that nobody has touched, and none while one may have left unread (H12)", () => {
    expect(grossTotal(3, countable([hold()], rules()))).toBe(5);
    expect(countable([hold({ untouched: false })], rules())).toEqual([]);
    expect(countable([hold()], rules({ coveredUntil: 899 }))).toEqual([]);
    expect(countable([hold({ placedAt: 899 })], rules({ soleFulfiller: false }))).toEqual([]);
    expect(countable([hold({ placedAt: 900 })], rules({ soleFulfiller: false }))).toHaveLength(1);
  });

  it("is not sent above 0 where others ship and orders may be unread", () => {
    expect(maySendTotal(1, rules({ soleFulfiller: false, coveredUntil: 899 }))).toBe(false);
    expect(maySendTotal(0, rules({ soleFulfiller: false, coveredUntil: 0 }))).toBe(true);
    expect(maySendTotal(1, rules({ coveredUntil: 0 }))).toBe(true);
  });

  it("lets an order leave only when the newest total was sent without it and has settled", () => {
    const written = (counted: readonly string[], sentAt = 20) =>
      reserve(empty, { ...intent("gross-set", "g", 3, sentAt), total: 3, counted });
    const order = { id: "o", readAt: 10 };
    const done = ack(written([]), "g", 25);
    expect(mayLetLeave(done, order, 35, 10, "g")).toBe(true);
    expect(mayLetLeave(done, order, 34, 10, "g")).toBe(false);
    expect(mayLetLeave(done, order, 99, 10, undefined)).toBe(false);
    expect(mayLetLeave(written([]), order, 50, 10, "g")).toBe(false);
    expect(mayLetLeave(ack(written(["o"]), "g", 25), order, 60, 10, "g")).toBe(false);
    expect(mayLetLeave(ack(written([], 5), "g", 6), order, 60, 10, "g")).toBe(false);
    expect(mayLetLeave(reserve(done, intent("gross-set", "g2", 3, 60)), order, 61, 10, "g2")).toBe(false);
    expect(mayLetLeave(empty, order, 0, 10, "g")).toBe(true);
  });

  it("is known for one by its equation", () => {
    expect(equationHolds({ sellable: 0, total: 1, held: 3 })).toBe(true);
    expect(equationHolds({ sellable: 2, total: 5, held: 3 })).toBe(true);
    expect(equationHolds({ sellable: 5, total: 5, held: 3 })).toBe(false);
    expect(equationHolds({ sellable: 5, total: 5 })).toBeUndefined();
  });
});

describe("holds that are not shown as orders", () => {
  const write = reserve(empty, intent("gross-set", "g", 0, 0)).writes[0];

  it("are bounded by the channel's counter, and unknown without one", () => {
    expect(hiddenUnits({ held: 3, known: 1, unpaidVisible: false })).toBe(2);
    expect(hiddenUnits({ held: 1, known: 3, unpaidVisible: false })).toBe(0);
    expect(hiddenUnits({ held: undefined, known: 0, unpaidVisible: true })).toBe(0);
    expect(hiddenUnits({ held: undefined, known: 0, unpaidVisible: false })).toBeUndefined();
  });

  it("have passed with the longest unpaid hold for a gross-set alone (H33)", () => {
    if (!write) throw new Error("no write");
    const waited = { write, now: 500, unpaidHoldMaxMs: 500 };
    expect(hiddenUnits({ held: undefined, known: 0, unpaidVisible: false, waited })).toBe(0);
    expect(hiddenUnits({ held: undefined, known: 0, unpaidVisible: false, waited: { ...waited, now: 499 } })).toBeUndefined();
    const net = { ...waited, write: { ...write, kind: "net-set" as const } };
    expect(hiddenUnits({ held: undefined, known: 0, unpaidVisible: false, waited: net })).toBeUndefined();
  });

  it("stay with the channel over a fence and over a look", () => {
    const zeroed = ack(reserve({ ...empty, liability: 4 }, intent("gross-set", "g", 0, 0)), "g", 1);
    expect(passFence(zeroed, "g", settings, 2).liability).toBe(2);
    expect(passLookFence(zeroed, { shown: 0, beganAt: 40, endedAt: 41 }, 41, 50, settings, 2).liability).toBe(2);
  });
});

describe("a doubted exposure", () => {
  const shown = ack(reserve(empty, intent("net-set", "w", 3, 0)), "w", 1);
  const late = doubt(takeOrder(takeOrder(shown, 3).exposure, 1).exposure);

  it("takes what its next fence says, even when that is more", () => {
    expect(late.liability).toBe(-1);
    const found = passLookFence(late, { shown: 1, beganAt: 50, endedAt: 51 }, 51, 60, settings);
    expect(found).toMatchObject({ liability: 1 });
    expect(found.doubted).toBeUndefined();
  });

  it("keeps its doubt while the look proves nothing", () => {
    expect(passLookFence(late, { shown: 1, beganAt: 50, endedAt: 51 }, 50, 60, settings).doubted).toBe(true);
  });

  it("of an adopted listing keeps the units that may come back", () => {
    const zero = ack(reserve(doubt(empty), intent("net-set", "z", 0, 10)), "z", 11);
    expect(passFence(giveBack(zero, 2, 12).exposure, "z", settings).liability).toBe(2);
  });
});

describe("a deficit", () => {
  const claims = [
    { exposureId: "a", units: 2, reachable: true },
    { exposureId: "b", units: 5, reachable: true },
    { exposureId: "c", units: 9, reachable: false },
    { exposureId: "d", units: 1, reachable: true },
  ];

  it("is covered by the largest that can be reached", () => {
    expect([...yielding(claims, 1)]).toEqual(["b"]);
    expect([...yielding(claims, 6)]).toEqual(["b", "a"]);
    expect([...yielding(claims, 100)]).toEqual(["b", "a", "d"]);
    expect([...yielding(claims, 0)]).toEqual([]);
  });
});

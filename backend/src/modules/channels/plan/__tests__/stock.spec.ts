import type { Exposure, Write } from "../../ledger";
import { bufferOf } from "../buffer";
import { shareOf, wishOf } from "../share";
import { planStock } from "../stock";
import { fenceReadDue, readDue } from "../stock-reads";
import type { PlanComponent, SkuState, StockRules, StockState } from "../stock-state";
import { allowanceNow, strictness, strictObstacle } from "../strict";

const minute = 60_000;
const now = 100 * minute;
const rules: StockRules = {
  kind: "net-set",
  canAdjust: false,
  sendWithinMs: 30_000,
  requestDiesWithinMs: 120_000,
  orderVisibleWithinMs: 60_000,
  writeEffectiveWithinMs: 10_000,
  readSeesWriteWithinMs: 30_000,
  restockWithinMs: 300_000,
  cancelVisibleWithinMs: 300_000,
  leaveTakesAtLeastMs: 600_000,
  totalFallsOnLeave: false,
  soleFulfiller: true,
  lookEveryMs: 10 * minute,
};
const write = (change: Partial<Write> = {}): Write => ({
  id: "w",
  number: 1,
  kind: "net-set",
  units: 5,
  sentAt: now - 60 * minute,
  diesAt: now - 57 * minute,
  state: "applied",
  ackedAt: now - 60 * minute,
  sentOverUnresolved: false,
  liabilityBefore: 0,
  fenced: true,
  ...change,
});
const exposure = (liability: number, writes: readonly Write[] = [], id = "e"): Exposure => ({
  id,
  liability,
  writes,
  returns: [],
});
const look = (shown: number) => ({ shown, beganAt: now - minute, endedAt: now - minute, fenced: true });
const sku = (change: Partial<SkuState> = {}): SkuState => ({
  listingId: "l",
  exposure: exposure(0),
  live: true,
  known: true,
  cap: undefined,
  parts: [{ componentId: "jar", quantity: 1 }],
  holds: [],
  leaving: [],
  ...change,
});
const component = (change: Partial<PlanComponent> = {}): PlanComponent => ({
  id: "jar",
  onHand: 10,
  held: 0,
  allowance: 0,
  accepted: 0,
  claims: 0,
  buffer: {},
  soldLastHour: 0,
  claimants: [{ exposureId: "e", units: 0, live: true, reachable: true }],
  ...change,
});
const state = (skus: readonly SkuState[], change: Partial<StockState> = {}, jar: Partial<PlanComponent> = {}): StockState => ({
  now,
  rules,
  ordersRead: true,
  coveredUntil: now - minute,
  components: new Map([["jar", component({ claims: skus.reduce((sum, each) => sum + each.exposure.liability, 0), ...jar })]]),
  skus,
  writeId: (id) => `w-${id}`,
  ...change,
});
const sent = (given: StockState) => planStock(given).writes.map(({ listingId, kind, units }) => [listingId, kind, units]);
const why = (given: StockState) => planStock(given).why.get("l");
const withKind = (kind: "delta" | "gross-set"): Partial<StockState> => ({
  rules: { ...rules, ...(kind === "delta" ? { canAdjust: true } : { kind }) },
});

describe("a share", () => {
  const three = ["a", "b", "c"].map((exposureId) => ({ exposureId, units: 0, live: true, reachable: true }));
  it("leaves nothing undivided: our shop first, then along the fixed order", () => {
    const given = component({ onHand: 6, claimants: three });
    expect(three.map(({ exposureId }) => shareOf(given, exposureId))).toEqual([2, 1, 1]);
    expect(three.map(({ exposureId }) => shareOf({ ...given, onHand: 2 }, exposureId))).toEqual([1, 0, 0]);
    expect(three.map(({ exposureId }) => shareOf({ ...given, onHand: 1 }, exposureId))).toEqual([0, 0, 0]);
  });

  it("keeps the buffer, whichever rule asks for most", () => {
    expect(bufferOf({ units: 2, basisPoints: 1_000 }, 25, 0)).toBe(5);
    expect(bufferOf({ basisPoints: 1_000, atLeast: 4 }, 25, 9)).toBe(4);
    expect(bufferOf({ turnover: true }, 25, 9)).toBe(9);
    expect(shareOf(component({ buffer: { units: 4 } }), "e")).toBe(3);
  });

  it("of a basket is what its scarcest component allows, and never more than the cap", () => {
    const parts = [
      { componentId: "jar", quantity: 2 },
      { componentId: "tea", quantity: 1 },
    ];
    const components = new Map([
      ["jar", component({ onHand: 16 })],
      ["tea", component({ id: "tea", onHand: 40 })],
    ]);
    expect(wishOf(sku({ parts }), components)).toBe(4);
    expect(wishOf(sku({ parts, cap: 3 }), components)).toBe(3);
    expect(wishOf(sku({ parts: [...parts, { componentId: "gone", quantity: 1 }] }), components)).toBe(0);
  });
});

describe("strict", () => {
  const fine = {
    writable: true,
    sellsOnlyWhatItShows: true,
    unpaidVisible: true,
    hasHoldCounter: undefined,
    equationFailed: false,
    kind: "net-set" as const,
    totalFallsOnLeave: false,
    soleFulfiller: true,
  };
  it("is refused where it cannot be kept, and says why", () => {
    expect(strictObstacle(fine)).toBeUndefined();
    expect(strictObstacle({ ...fine, writable: false })).toBe("observe-only");
    expect(strictObstacle({ ...fine, sellsOnlyWhatItShows: false })).toBe("sells-more-than-shown");
    expect(strictObstacle({ ...fine, unpaidVisible: false, hasHoldCounter: false })).toBe("unpaid-hidden");
    expect(strictObstacle({ ...fine, unpaidVisible: false, hasHoldCounter: true })).toBeUndefined();
    expect(strictObstacle({ ...fine, unpaidVisible: false, equationFailed: true })).toBe("not-its-kind");
    expect(strictObstacle({ ...fine, kind: "gross-set", soleFulfiller: false })).toBe("others-ship");
  });

  it("shows nothing of a strict SKU there, and goes on with a pooled one", () => {
    const there = sku({ obstacle: "sells-more-than-shown" });
    expect([sent(state([there])), why(state([there]))]).toEqual([[], "strict-refused"]);
    expect(sent(state([there], {}, { allowance: 2, accepted: 2 }))).toEqual([["l", "net-set", 6]]);
  });

  it("begins when what is claimed fits, not at the click; below θ free units by itself", () => {
    expect(strictness(component({ claims: 12 }))).toBe("becoming-strict");
    expect(strictness(component({ claims: 10 }))).toBe("strict");
    expect(strictness(component({ allowance: 1, claims: 10 }))).toBe("pooled");
    expect([allowanceNow(5, 3, 4), allowanceNow(5, 4, 4), allowanceNow(5, 0, undefined)]).toEqual([0, 5, 5]);
  });
});

describe("a net-set", () => {
  it("raises at once where old and new both fit, and joins nothing to an unproven number", () => {
    expect(sent(state([sku()]))).toEqual([["l", "net-set", 5]]);
    const open = sku({ exposure: exposure(1, [write({ units: 1, fenced: false })]) });
    expect([sent(state([open])), why(state([open]))]).toEqual([[], "unproven"]);
  });

  it("follows a small fall at once where an allowance lets old and new stand side by side, and not where it is strict", () => {
    const shown = sku({ exposure: exposure(10, [write({ units: 10 })]) });
    const pooled = { onHand: 11, held: 2, allowance: 20, accepted: 20 };
    expect(planStock(state([shown], {}, pooled)).writes).toMatchObject([{ why: "follow", kind: "net-set", units: 9 }]);
    expect(sent(state([shown], {}, { onHand: 18, held: 2 }))).toEqual([]);
    const open = sku({ exposure: exposure(10, [write({ units: 10, fenced: false })]) });
    expect(sent(state([open], {}, pooled))).toEqual([]);
  });

  it("looks before it goes dark, goes dark at most every half hour, and hurries when another has nothing", () => {
    const rich = sku({ exposure: exposure(10, [write({ units: 10 })]) });
    expect(why(state([rich]))).toBe("look-first");
    expect(planStock(state([rich])).looks).toEqual(["l"]);
    const looked = { ...rich, look: look(10) };
    expect(planStock(state([looked])).writes).toMatchObject([{ units: 0, dark: true, why: "share-anew" }]);
    const lookedBefore = (minutes: number) => ({ ...rich, look: { ...look(10), beganAt: now - minutes * minute } });
    expect(why(state([lookedBefore(12)]))).toBe("look-first");
    // A look that is proven only after so long must still count then, or it would be asked for for ever.
    expect(why(state([lookedBefore(26)], { rules: { ...rules, orderVisibleWithinMs: 16 * minute } }))).toBe("share-anew");
    const lately = { ...looked, zeroedAt: now - 29 * minute };
    expect(why(state([lately], {}, { onHand: 11 }))).toBe("lately");
    const empty = [...component().claimants, { exposureId: "f", units: 0, live: true, reachable: true }];
    expect(sent(state([lately], {}, { onHand: 11, claimants: empty }))).toEqual([["l", "net-set", 0]]);
    expect(why(state([{ ...looked, look: { ...look(10), floor: 2 } }]))).toBe("floor");
  });

  it("lowers without the dark where old and new fit side by side", () => {
    const pooled = { onHand: 20, allowance: 24, accepted: 24 };
    const rich = sku({ exposure: exposure(24, [write({ units: 24 })]) });
    expect(planStock(state([rich], {}, pooled)).writes).toMatchObject([{ units: 20, why: "follow", dark: false }]);
    const strict = sku({ exposure: exposure(5, [write({ units: 5 })]), cap: 2 });
    expect(planStock(state([strict])).writes).toMatchObject([{ units: 2, dark: false }]);
  });

  it("does not write over an unresolved number (H6), and asks again after a refusal only later", () => {
    const unresolved = write({ state: "unresolved", diesAt: now, fenced: false });
    expect(why(state([sku({ live: false, exposure: exposure(5, [unresolved]) })]))).toBe("unresolved");
    const refused = (sentAt: number) => sku({ exposure: exposure(0, [write({ state: "refused", sentAt })]) });
    expect(why(state([refused(now - 9 * minute)]))).toBe("refused-lately");
    expect(sent(state([refused(now - 11 * minute)]))).toEqual([["l", "net-set", 5]]);
  });

  it("empties an adopted listing once, and waits for its fence", () => {
    const adopted = sku({ known: false, exposure: { ...exposure(0), doubted: true } });
    expect(sent(state([adopted]))).toEqual([["l", "net-set", 0]]);
    const zeroed = { ...adopted, exposure: { ...exposure(0, [write({ units: 0, fenced: false })]), doubted: true } };
    expect(why(state([zeroed]))).toBe("unproven");
  });
});

describe("a delta", () => {
  it("moves what is missing and takes what is too much, no lower than the channel lets go", () => {
    expect(sent(state([sku({ exposure: exposure(2) })], withKind("delta")))).toEqual([["l", "delta", 3]]);
    const rich = sku({ exposure: exposure(10) });
    expect(sent(state([rich], withKind("delta")))).toEqual([["l", "delta", -5]]);
    expect(sent(state([{ ...rich, look: { ...look(5), floor: 3 } }], withKind("delta")))).toEqual([["l", "delta", -2]]);
    expect(why(state([{ ...rich, look: { ...look(3), floor: 3 } }], withKind("delta")))).toBe("floor");
  });

  it("takes nothing away while units may never have arrived: it looks", () => {
    const lost = sku({ exposure: exposure(10, [write({ kind: "delta", units: 10, state: "lost", fenced: false })]) });
    expect(planStock(state([lost], withKind("delta")))).toMatchObject({ writes: [], looks: ["l"] });
  });
});

describe("a gross-set", () => {
  const hold = { orderId: "o", units: 2, untouched: true, placedAt: now - 20 * minute };
  it("counts the holds that may be counted, and none where orders may have left unread", () => {
    const given = sku({ holds: [hold] });
    expect(sent(state([given], withKind("gross-set"), { held: 2 }))).toEqual([["l", "gross-set", 6]]);
    const stale = { ...withKind("gross-set"), coveredUntil: now - 60 * minute };
    expect(sent(state([given], stale, { held: 2 }))).toEqual([["l", "gross-set", 4]]);
  });

  it("is written again without an order before that order leaves, once", () => {
    const counted = write({ kind: "gross-set", units: 4, total: 6, counted: ["o"] });
    const going = sku({
      exposure: exposure(4, [counted]),
      holds: [{ ...hold, untouched: false }],
      leaving: [{ id: "o", readAt: now - 20 * minute }],
    });
    const plan = planStock(state([going], withKind("gross-set"), { held: 2 }));
    expect(plan.writes).toMatchObject([{ units: 4, why: "leaves" }]);
    const [left] = plan.writes;
    const after = { ...going, exposure: left?.ledger ?? exposure(0) };
    expect(sent(state([after], { ...withKind("gross-set"), now: now + 200_000 }, { held: 2 }))).not.toContainEqual([
      "l",
      "gross-set",
      6,
    ]);
  });

  it("lowers without the dark and then waits for its fence", () => {
    const rich = sku({ exposure: exposure(10, [write({ kind: "gross-set", units: 10, total: 10 })]) });
    const plan = planStock(state([rich], withKind("gross-set")));
    expect(plan.writes).toMatchObject([{ units: 5, why: "share-anew" }]);
    const lowered = { ...rich, exposure: exposure(10, [write({ kind: "gross-set", units: 5, total: 5, fenced: false })]) };
    expect(why(state([lowered], withKind("gross-set")))).toBe("unproven");
  });
});

describe("an account's plan", () => {
  it("raises nothing while this turn's orders are unread, and lets what must fall fall", () => {
    const unread = { ordersRead: false };
    expect(why(state([sku()], unread))).toBe("orders-unread");
    const gone = sku({ live: false, exposure: exposure(5, [write()]) });
    expect(sent(state([gone], unread))).toEqual([["l", "net-set", 0]]);
  });

  it("takes a cancelled unit off sale again once it was seen back there, and not before", () => {
    const zero = write({ units: 0, sentAt: 100, ackedAt: 110, fenced: true });
    const gone = (look: object) =>
      sku({ live: false, exposure: exposure(1, [zero]), look: { endedAt: 200, ...look } as never });
    expect(sent(state([gone({ shown: 0, beganAt: 199, fenced: true })]))).toEqual([]);
    expect(sent(state([gone({ shown: 1, beganAt: 199 })]))).toEqual([]);
    expect(sent(state([gone({ shown: 1, beganAt: 105, fenced: true })]))).toEqual([]);
    expect(sent(state([gone({ shown: 1, beganAt: 199, fenced: true })]))).toEqual([["l", "net-set", 0]]);
  });

  it("sends 0 again where one was acknowledged and a read that must show it shows more", () => {
    const acked = (more: object) => exposure(3, [write({ units: 0, sentAt: 0, ackedAt: 10, fenced: false, ...more })]);
    const shows = (shown: number, beganAt: number) => ({ shown, beganAt, endedAt: beganAt + 1 });
    const soon = 10 + state([]).rules.readSeesWriteWithinMs;
    const given = (units: number, look: object, more = {}) =>
      state([sku({ exposure: acked({ units, ...more }), look: look as never, live: units > 0 })]);
    expect(sent(given(0, shows(3, soon)))).toEqual([["l", "net-set", 0]]);
    expect(sent(given(2, shows(3, soon)))).toEqual([["l", "net-set", 0]]);
    expect(sent(given(0, shows(3, soon - 1)))).toEqual([]);
    expect(sent(given(0, shows(0, soon)))).toEqual([]);
  });

  it("sends a lower total again where one was acknowledged and a read that must show it shows the old one", () => {
    const { rules } = state([]);
    const lowered = write({ kind: "gross-set", units: 0, total: 0, sentAt: 0, ackedAt: 10, fenced: false });
    const given = (total: number, beganAt: number) =>
      state(
        [
          sku({
            live: false,
            exposure: exposure(2, [lowered]),
            look: { shown: total, sellable: total, total, beganAt, endedAt: beganAt },
          }),
        ],
        { rules: { ...rules, kind: "gross-set" } },
      );
    expect(sent(given(2, 10 + rules.readSeesWriteWithinMs))).toEqual([["l", "gross-set", 0]]);
    expect(sent(given(2, 9 + rules.readSeesWriteWithinMs))).toEqual([]);
    expect(sent(given(0, 10 + rules.readSeesWriteWithinMs))).toEqual([]);
  });

  it("gives the last units to one of two, since each raise is booked before the next is planned", () => {
    const two = ["a", "b"].map((id) => sku({ listingId: id, exposure: exposure(0, [], id), cap: 9 }));
    const claimants = ["a", "b"].map((exposureId) => ({ exposureId, units: 0, live: true, reachable: true }));
    const given = state(two, {}, { onHand: 2, claims: 1, claimants });
    expect(sent(given)).toHaveLength(1);
  });

  it("zeroes the largest first when more is promised than is there", () => {
    const skus = [
      sku({ listingId: "small", exposure: exposure(2, [write({ units: 2 })], "small") }),
      sku({ listingId: "large", exposure: exposure(6, [write({ units: 6 })], "large") }),
    ];
    const claimants = skus.map(({ exposure: { id, liability } }) => ({
      exposureId: id,
      units: liability,
      live: true,
      reachable: true,
    }));
    const plan = planStock(state(skus, {}, { onHand: 7, claimants }));
    expect(plan.writes.map(({ listingId, units, why: reason }) => [listingId, units, reason])).toEqual([["large", 0, "short"]]);
  });

  it("is not delayed by an exposure that cannot be planned", () => {
    const poisoned = sku({ listingId: "bad", exposure: { ...exposure(0, [], "bad"), writes: undefined as never } });
    const plan = planStock(state([poisoned, sku()], {}, { claims: 0 }));
    expect(plan.failed).toMatchObject([{ listingId: "bad" }]);
    expect(plan.writes).toMatchObject([{ listingId: "l" }]);
  });

  it("raises nothing that is doubted, and asks for a look", () => {
    const doubted = sku({ exposure: { ...exposure(0), doubted: true } });
    expect(planStock(state([doubted]))).toMatchObject({ writes: [], looks: ["l"] });
  });
});

describe("a reading", () => {
  it("is due to read back, to find what was lost, when asked, when idle, and long below nought", () => {
    const due = (change: Partial<SkuState>) => readDue(sku(change), now, rules);
    const fresh = write({ fenced: false, sentAt: now - minute, ackedAt: now - minute, diesAt: now + minute });
    expect(due({ exposure: exposure(5, [fresh]) })).toBe("read-back");
    expect(due({ exposure: exposure(5, [{ ...fresh, ackedAt: now - 29_000 }]) })).toBeUndefined();
    expect(
      due({ exposure: exposure(5, [{ ...fresh, state: "lost", ackedAt: undefined as never, diesAt: now - 31_000 }]) }),
    ).toBe("lost");
    expect(due({ exposure: exposure(5, [write()]) })).toBe("idle");
    expect(due({ exposure: exposure(5, [write()]), look: look(5) })).toBeUndefined();
    expect(due({ exposure: exposure(5, [write()]), look: look(5), lookAskedAt: now })).toBe("asked");
    const below = { exposure: exposure(-1), look: look(0) };
    expect(due({ ...below, negativeSince: now - 361_000 })).toBe("negative");
    expect(due({ ...below, negativeSince: now - 359_000 })).toBeUndefined();
  });

  it("of the orders is due when it would prove something, and not before", () => {
    const pending = { shown: 5, beganAt: now - 2 * minute, endedAt: now - 2 * minute };
    const waiting = sku({ exposure: exposure(9, [write()]), look: pending });
    expect(fenceReadDue(state([waiting], { coveredUntil: 0 }))).toBe(true);
    expect(fenceReadDue(state([{ ...waiting, look: { ...pending, endedAt: now - 59_000 } }], { coveredUntil: 0 }))).toBe(false);
    expect(fenceReadDue(state([{ ...waiting, look: { ...pending, fenced: true } }], { coveredUntil: 0 }))).toBe(false);
  });
});

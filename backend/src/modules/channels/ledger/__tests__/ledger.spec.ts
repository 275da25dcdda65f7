import { admitsRaise, admitsSale, bound, type Component, deficit, sellableHere } from "../admission";
import { apply } from "../apply";
import type { Exposure } from "../exposure";
import { type FenceSettings, isFenced, passFence, passLookFence, shownBeyond } from "../fence";
import { loseOverdue } from "../lose";
import { giveBack, takeOrder, takeOrderHandedOver } from "../order-lines";
import { refuse } from "../refuse";
import { reserve } from "../reserve";

const settings: FenceSettings = { writeEffectiveWithinMs: 10, readSeesWriteWithinMs: 30, restockWithinMs: 300 };
const empty: Exposure = { id: "e", liability: 0, writes: [], returns: [] };
const plain = { moveIsAtomic: false, refusesBelowHolds: false, restockWithinMs: 300 };

const netSet = (exposure: Exposure, id: string, units: number, sentAt: number) =>
  reserve(exposure, { id, kind: "net-set", units, sentAt, diesAt: sentAt + 100 });
const acked = (exposure: Exposure, id: string, at: number) => apply(exposure, id, { now: at, ackedAt: at, ...plain });
const component = (change: Partial<Component> = {}): Component => ({
  id: "jar",
  onHand: 2,
  held: 0,
  allowance: 0,
  claims: 0,
  ...change,
});

describe("the ledger of liability", () => {
  it("counts a repeated or lowered absolute number as units that may be sold again (H1, H3)", () => {
    const shown = acked(netSet(empty, "w1", 2, 0), "w1", 1);
    expect(netSet(shown, "w2", 1, 50).liability).toBe(3);
    expect(netSet(shown, "w2", 0, 50).liability).toBe(2);
  });

  it("moves sold units from the channel to held and leaves the sum alone", () => {
    const { exposure, shelf } = takeOrder(acked(netSet(empty, "w1", 2, 0), "w1", 1), 1);
    expect(exposure.liability).toBe(1);
    expect(shelf).toEqual({ held: 1, onHand: 0 });
  });

  it("takes goods that were first seen handed over off the shelf too (H26)", () => {
    expect(takeOrderHandedOver({ ...empty, liability: 1 }, 1)).toEqual({
      exposure: { ...empty, liability: 0 },
      shelf: { held: 0, onHand: -1 },
    });
  });

  it("gives a cancelled unit back to the channel that sold it, and may go below nought (H8, H9)", () => {
    const resold = takeOrder({ ...empty, liability: 0 }, 1).exposure;
    expect(resold.liability).toBe(-1);
    expect(giveBack(resold, 1, 5).exposure.liability).toBe(0);
  });

  it("keeps what a write may have exposed when its outcome was never learned (H7)", () => {
    const lost = loseOverdue(netSet(empty, "w1", 1, 0), 101);
    expect(lost.writes[0]?.state).toBe("lost");
    expect(lost.liability).toBe(1);
  });

  it("drops an answer that comes after the write's time (H28)", () => {
    const open = netSet(empty, "w1", 1, 0);
    expect(refuse(open, "w1", 101)).toEqual(open);
    expect(refuse(open, "w1", 50).liability).toBe(0);
    const taken = reserve({ ...empty, liability: 1 }, { id: "d", kind: "delta", units: -1, sentAt: 0, diesAt: 100 });
    const atomic = { ackedAt: 50, moveIsAtomic: true, refusesBelowHolds: false, restockWithinMs: 300 };
    expect(apply(taken, "d", { ...atomic, now: 101 })).toEqual(taken);
    expect(apply(taken, "d", { ...atomic, now: 50 }).liability).toBe(0);
  });

  it("undoes a refused gross-set only while nothing later was sent", () => {
    const intent = (id: string, units: number) => ({ id, kind: "gross-set" as const, units, sentAt: 0, diesAt: 100 });
    const first = reserve({ ...empty, liability: 1 }, intent("g1", 3));
    expect(refuse(first, "g1", 1).liability).toBe(1);
    expect(refuse(reserve(first, intent("g2", 2)), "g1", 1).liability).toBe(3);
  });

  it("believes a total only where it would have been refused, and only over nothing unresolved (H11, H27)", () => {
    const gross = reserve({ ...empty, liability: 2 }, { id: "g", kind: "gross-set", units: 0, sentAt: 0, diesAt: 100 });
    const atomic = { now: 1, ackedAt: 1, moveIsAtomic: true, restockWithinMs: 300 };
    expect(apply(gross, "g", { ...atomic, refusesBelowHolds: false }).liability).toBe(2);
    expect(apply(gross, "g", { ...atomic, refusesBelowHolds: true }).liability).toBe(0);
    const over = reserve(netSet(empty, "w", 1, 0), { id: "g", kind: "gross-set", units: 0, sentAt: 0, diesAt: 100 });
    expect(apply(over, "g", { ...atomic, refusesBelowHolds: true }).liability).toBe(1);
  });

  it("fences a zero only after it was read back and every order up to then was read (H4, H16, H29)", () => {
    const zero = acked(netSet(acked(netSet(empty, "w1", 1, 0), "w1", 1), "w2", 0, 10), "w2", 11).writes[1];
    if (!zero) throw new Error("no write");
    const readBack = { beganAt: 41, endedAt: 45 };
    expect(isFenced(zero, undefined, 1_000, settings)).toBe(false);
    expect(isFenced(zero, { beganAt: 40, endedAt: 45 }, 1_000, settings)).toBe(false);
    expect(isFenced(zero, readBack, 44, settings)).toBe(false);
    expect(isFenced(zero, readBack, 45, settings)).toBe(true);
    // Where effects lag behind what a read shows, Z is longer than G.
    const lagging = { ...settings, writeEffectiveWithinMs: 60 };
    expect(isFenced(zero, readBack, 70, lagging)).toBe(false);
    expect(isFenced(zero, readBack, 71, lagging)).toBe(true);
  });

  it("never fences a write that was sent over an unresolved one (H6)", () => {
    const over = acked(netSet(netSet(empty, "w1", 1, 0), "w2", 0, 10), "w2", 11).writes[1];
    expect(over?.sentOverUnresolved).toBe(true);
    expect(over && isFenced(over, { beganAt: 100, endedAt: 101 }, 1_000, settings)).toBe(false);
  });

  it("keeps cancelled units that may have come back after the zero (H5)", () => {
    const zeroed = acked(netSet({ ...empty, liability: 1 }, "w1", 0, 10), "w1", 11);
    const returned = giveBack(zeroed, 1, 12).exposure;
    expect(passFence(returned, "w1", settings).liability).toBe(1);
    expect(passFence({ ...returned, returns: [{ units: 1, readAt: -400 }] }, "w1", settings).liability).toBe(0);
  });

  it("keeps old units apart from returns where an acknowledged zero may not have been done", () => {
    const sold = takeOrder({ ...empty, liability: 2 }, 1).exposure;
    const returned = giveBack(acked(netSet(sold, "w1", 0, 10), "w1", 11), 1, 12).exposure;
    const zero = returned.writes[0];
    if (!zero) throw new Error("no write");
    // One is shown: the returned unit, or the one that the zero should have taken away.
    const beyond = shownBeyond(zero, { beganAt: 45, endedAt: 45, shown: 1 });
    expect(passFence(returned, "w1", settings, beyond).liability).toBe(2);
    expect(shownBeyond(zero, { beganAt: 45, endedAt: 45, shown: 0 })).toBe(0);
    expect(shownBeyond(zero, { beganAt: 45, endedAt: 45 })).toBe(0);
  });

  it("believes a look only when the orders before its end were read, and nothing was written around it (H10, H30)", () => {
    const idle = acked(netSet(empty, "w1", 3, 0), "w1", 1);
    const look = { shown: 1, beganAt: 50, endedAt: 52 };
    expect(passLookFence(idle, look, 51, 60, settings).liability).toBe(3);
    expect(passLookFence(idle, look, 52, 60, settings).liability).toBe(1);
    expect(passLookFence(netSet(idle, "w2", 1, 55), look, 100, 300, settings).liability).toBe(4);
    expect(passLookFence(idle, { ...look, beganAt: 20 }, 100, 60, settings).liability).toBe(3);
  });

  it("looks again after an unknown write only when it is dead and long enough ago", () => {
    const lost = loseOverdue(netSet(empty, "w1", 2, 0), 101);
    expect(passLookFence(lost, { shown: 0, beganAt: 120, endedAt: 121 }, 200, 200, settings).liability).toBe(2);
    expect(passLookFence(lost, { shown: 0, beganAt: 131, endedAt: 132 }, 200, 200, settings).liability).toBe(0);
  });
});

describe("admission", () => {
  it("refuses a raise that would promise more than is there", () => {
    expect(admitsRaise(component({ claims: 1 }), 1)).toBe(true);
    expect(admitsRaise(component({ claims: 1 }), 2)).toBe(false);
    expect(admitsRaise(component({ claims: 1, allowance: 1 }), 2)).toBe(true);
    expect(admitsRaise(component({ claims: 9 }), 0)).toBe(true);
  });

  it("lets our own shop sell neither what is not on the shelf nor what channels already hold (H31)", () => {
    expect(admitsSale(component({ claims: 3, allowance: 1 }), 1)).toBe(false);
    expect(admitsSale(component({ claims: 2, allowance: 1 }), 1)).toBe(true);
    expect(admitsSale(component({ held: 2, allowance: 5 }), 1)).toBe(false);
    expect(sellableHere(component({ held: 1, allowance: 5 }))).toBe(1);
  });

  it("shows the bound and the deficit as they are", () => {
    expect(bound(component({ claims: 4, held: 1 }))).toBe(3);
    expect(deficit(component({ claims: 4, held: 1 }))).toBe(3);
    expect(deficit(component())).toBe(0);
  });
});

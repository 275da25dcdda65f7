import { assumptionsOf } from "../../assumptions";
import { fenceOne } from "../../fence-in";
import { reserve, takeOrderHandedOver } from "../../ledger";
import { bucketOf, isLateOrder, p95Of, showsMore, widened } from "../breach";

const hour = 3_600_000;
const visible = { unpaidVisible: true, unpaidHoldMaxMs: 24 * hour };

describe("an assumption", () => {
  it("is broken by an order that was created when everything had been read, and by no other", () => {
    const sight = { createdAt: 5_000, readBeganAt: 9_000, coveredFrom: 1_000, coveredUntil: 6_000 };
    expect(isLateOrder(sight, visible)).toBe(true);
    expect(isLateOrder({ ...sight, createdAt: 5_001 }, visible)).toBe(false);
    expect(isLateOrder({ ...sight, createdAt: 999 }, visible)).toBe(false);
    expect(isLateOrder({ ...sight, coveredUntil: undefined }, visible)).toBe(false);
  });

  it("is not broken by an unpaid order that was hidden for no longer than it may be", () => {
    const hidden = { unpaidVisible: false, unpaidHoldMaxMs: 1_000 };
    const sight = { createdAt: 5_000, readBeganAt: 6_000, coveredFrom: 1_000, coveredUntil: 6_000 };
    expect(isLateOrder(sight, hidden)).toBe(false);
    expect(isLateOrder({ ...sight, readBeganAt: 6_001 }, hidden)).toBe(true);
  });

  it("is widened twofold, and not for ever", () => {
    expect([widened(60_000), widened(hour)]).toEqual([120_000, hour]);
  });

  it("of being the only writer is broken by more than could have come back", () => {
    const look = { sellable: 5, liabilityBefore: 3, rest: 1, held: 1 };
    expect(showsMore(look)).toBe(false);
    expect(showsMore({ ...look, sellable: 6 })).toBe(true);
  });

  it("of being the only writer is not broken by what was there at the look, and sold and sent away since", () => {
    const shown = reserve(
      { id: "e", liability: 0, writes: [], returns: [] },
      { id: "w", kind: "net-set", units: 1, sentAt: 0, diesAt: 1 },
    );
    const look = { shown: 1, sellable: 1, liability: 1, beganAt: hour, endedAt: hour };
    const booked = { id: "e", listingId: "l", known: true, readBack: undefined, look, recipe: [] };
    const fence = (ledger: typeof shown, more: object = {}) =>
      fenceOne(
        { ...booked, look: { ...look, ...more }, ledger: { ...ledger, writes: [] } },
        { coveredUntil: hour, now: hour, assumptions: assumptionsOf("shopee"), knownAt: () => 0, held: 0 },
      );
    expect(fence(takeOrderHandedOver(shown, 1).exposure)).toMatchObject({ raised: false, ledger: { liability: 0 } });
    expect(fence(shown, { sellable: 2, shown: 2 })).toMatchObject({ raised: true, ledger: { liability: 2 } });
  });

  it("is measured in powers of two", () => {
    expect([bucketOf(0), bucketOf(1), bucketOf(2), bucketOf(3), bucketOf(60_000)]).toEqual([0, 0, 1, 2, 16]);
    expect(p95Of({ "10": 95, "16": 5 })).toBe(1_024);
    expect(p95Of({ "10": 94, "16": 6 })).toBe(65_536);
    expect(p95Of({})).toBeUndefined();
  });
});

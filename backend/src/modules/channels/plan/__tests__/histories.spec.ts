import { assumptionsOf } from "../../assumptions";
import type { BookedExposure } from "../../exposures";
import { fenceOne } from "../../fence-in";
import {
  apply,
  countable,
  type Exposure,
  hiddenUnits,
  isFenced,
  loseOverdue,
  mayLetLeave,
  passFence,
  passLookFence,
  reserve,
  type Write,
  yielding,
} from "../../ledger";
import { history } from "../../model/__tests__/history";
import { type FieldMemory, type FieldValue, judgeField, noteTried, type Verdict } from "../drift";
import { mayGoLive, nextPublishStep, readLook } from "../publish";
import { judgeShowing, noteShowing, type ShowingMemory } from "../showing";
import { planStock } from "../stock";
import type { SkuState } from "../stock-state";
import { strictObstacle } from "../strict";

const sold = "the first channel sells one";
const time = "time passes";
const ordersRead = "we read the orders of the first channel by creation";
const shopSells = "our shop sells one";
const number = (units: number, end = "done") => `we send the first channel the number ${units}: ${end}`;
const total = (units: number, end = "done", sent = units) =>
  `we send the first channel a total of ${sent} that leaves ${units}: ${end}`;
const change = (units: string, end = "done") => `we send the first channel ${units}: ${end}`;
const stockRead = (units: number) => `we read the stock of the first channel: ${units}`;
const read = (order: number, state = "new") => `we read order ${order} of the first channel, ${state}`;
const cancelled = (order: number) => `order ${order} of the first channel is cancelled`;
const backOnSale = (order: number) => `its unit of order ${order} is on sale again on the first channel`;
const lands = (write: number) => `write ${write} takes effect on the first channel`;

describe("the histories of sync-protocol §13, over the ledger and the plan", () => {
  it("H1: a number that is lower than the last is a raise, and is not sent over unread sales", () => {
    const shop = history({ unplanned: true });
    shop.tell(number(2), sold, sold);
    expect(shop.may(number(1))).toBe(false);
    expect(shop.may(number(0))).toBe(true);
    const roomy = history({ unplanned: true, onHand: 3 });
    roomy.tell(number(2), number(1));
    expect(roomy.sums()).toMatchObject({ a: 1, l: 3 });
  });

  it("H2: orders read just before a number is sent prove nothing about what is sold before it lands", () => {
    const shop = history({ unplanned: true });
    shop.tell(number(2), sold, read(1), sold);
    expect(shop.sums()).toEqual({ a: 0, u: 1, l: 1, x: 0 });
    for (const units of [1, 2]) expect(shop.may(number(units))).toBe(false);
  });

  it("H3: the same number again is new units, and is not sent while the first may have been sold", () => {
    const shop = history({ unplanned: true });
    shop.tell(number(2), sold, sold);
    expect(shop.may(number(2))).toBe(false);
    const planned = history({ onHand: 4 });
    planned.tell(number(2), sold, sold);
    expect(planned.may(number(2))).toBe(false);
  });

  it("H4: a zero that was read back frees nothing before every order up to then must be listed", () => {
    const shop = history({ durations: { visible: 2 } });
    shop.tell(number(2), sold, sold, number(0), time, stockRead(0), ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 2, l: 2, x: 0 });
    expect(shop.may(shopSells)).toBe(false);
    shop.tell(time, time, ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 0, x: 0 });
    expect(shop.shelf()).toEqual({ onHand: 2, held: 2 });
    // What is read may be ahead of what buyers see.
    const zero = apply(reserve(empty, { id: "w", kind: "net-set", units: 0, sentAt: 0, diesAt: 9 }), "w", {
      now: 1,
      ackedAt: 1,
      moveIsAtomic: false,
      refusesBelowHolds: false,
      restockWithinMs: 1,
    }).writes[0] as Write;
    const late = { writeEffectiveWithinMs: 50, readSeesWriteWithinMs: 2, restockWithinMs: 1 };
    const readBack = { shown: 0, beganAt: 5, endedAt: 6, writeId: "w" };
    expect([6, 50, 51].map((covered) => isFenced(zero, readBack, covered, late))).toEqual([false, false, true]);
  });

  it("H5: a unit that was cancelled and may come back after the zero stays with its channel", () => {
    const shop = history({ onHand: 1 });
    shop.tell(number(1), sold, number(0), cancelled(1), time, stockRead(0), backOnSale(1), time, ordersRead);
    expect(shop.sums()).toEqual({ a: 1, u: 0, l: 1, x: 0 });
    expect(shop.may(shopSells)).toBe(false);
    shop.tell(sold);
  });

  it("H6: nothing is sent over a number that may still land, and a zero that was proves nothing", () => {
    const shop = history({ onHand: 1 });
    shop.tell(number(1, "no answer"));
    expect(shop.may(number(0))).toBe(false);
    const forced = history({ onHand: 1, unplanned: true });
    forced.tell(number(1, "no answer"), number(0), time, stockRead(0), lands(1), time, ordersRead);
    expect(forced.sums()).toEqual({ a: 1, u: 0, l: 1, x: 0 });
    expect(forced.may(shopSells)).toBe(false);
  });

  it("H7: a number whose answer never came stays booked when its time has passed", () => {
    const shop = history({ onHand: 1 });
    shop.tell(number(1, "no answer"), lands(1), time, time);
    expect(shop.may(number(1))).toBe(false);
    expect(shop.may(shopSells)).toBe(false);
    const booked = reserve(empty, { id: "w", kind: "net-set", units: 1, sentAt: 0, diesAt: 1 });
    expect(loseOverdue(booked, 2)).toMatchObject({ liability: 1, writes: [{ state: "lost" }] });
  });

  it("H8: a cancelled unit is its channel's again, where it may be sold again already, and never the pool's", () => {
    const shop = history({ onHand: 1 });
    shop.tell(number(1), sold, read(1), cancelled(1), backOnSale(1), sold, read(1, "cancelled"));
    expect(shop.sums()).toEqual({ a: 0, u: 1, l: 1, x: 0 });
    expect(shop.shelf()).toEqual({ onHand: 1, held: 0 });
    expect(shop.may(shopSells)).toBe(false);
  });

  it("H9: a resale that is read before its cancellation takes L below nought, and it stays there", () => {
    const shop = history({ onHand: 1 });
    shop.tell(number(1), sold, read(1), cancelled(1), backOnSale(1), sold, read(2));
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: -1, x: 1 });
    expect(shop.shelf().held).toBe(2);
    shop.tell(read(1, "cancelled"));
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 0, x: 0 });
  });

  it("H10: a look at nothing left proves nothing before the orders that emptied it must be listed", () => {
    const shop = history({ onHand: 1, durations: { visible: 2 } });
    shop.tell(number(1), time, sold, stockRead(0), time, ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 1, l: 1, x: 0 });
    expect(shop.may(shopSells)).toBe(false);
    shop.tell(time, ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 0, x: 0 });
  });

  it("H11: an acknowledged total that may have been clipped frees nothing", () => {
    for (const atomic of [false, true]) {
      const shop = history({ kinds: ["clipped total"], atomic });
      shop.tell(total(2), sold, sold, total(0));
      expect(shop.sums()).toEqual({ a: 0, u: 2, l: 2, x: 0 });
      expect(shop.may(shopSells)).toBe(false);
    }
  });

  it("H12: a total counts no order that may leave before it lands, and waits for one without those that shall leave", () => {
    const hold = { orderId: "o", units: 1, untouched: true, placedAt: 0 };
    const rules = { coveredUntil: 100, diesAt: 130, leaveTakesAtLeastMs: 30, soleFulfiller: true };
    expect(countable([hold], rules)).toEqual([hold]);
    expect(countable([{ ...hold, untouched: false }], rules)).toEqual([]);
    expect(countable([hold], { ...rules, coveredUntil: 99 })).toEqual([]);
    const written = (counted: string[]) => {
      const sent = reserve(empty, { id: "g", kind: "gross-set", units: 1, total: 2, counted, sentAt: 20, diesAt: 50 });
      const answer = { now: 25, ackedAt: 25, moveIsAtomic: false, refusesBelowHolds: false, restockWithinMs: 9 };
      return apply(sent, "g", answer);
    };
    expect(mayLetLeave(written(["o"]), { id: "o", readAt: 10 }, 60, 10, "g")).toBe(false);
    expect(mayLetLeave(written([]), { id: "o", readAt: 10 }, 60, 10, "g")).toBe(true);
  });

  it("H13: where two buyers may pay for one unit no strict SKU is shown at all", () => {
    const obstacle = strictObstacle({
      ...assumptionsOf("shopee"),
      sellsOnlyWhatItShows: false,
      writable: true,
      hasHoldCounter: undefined,
      equationFailed: false,
      kind: "net-set",
    });
    expect(obstacle).toBe("sells-more-than-shown");
    expect(planOne({ obstacle }, 0)).toEqual({ writes: [], why: "strict-refused" });
    expect(planOne({}, 0).writes).toEqual([["net-set", 1]]);
    expect(planOne({ obstacle }, 1).writes).toEqual([["net-set", 1]]);
  });

  it("H16: a zero that is acknowledged and never done, or refused, frees nothing for our shop", () => {
    const ignored = history({ onHand: 1 });
    ignored.tell(number(1), number(0, "acknowledged and never done"), time, stockRead(1), time, ordersRead);
    expect(ignored.sums()).toEqual({ a: 1, u: 0, l: 1, x: 0 });
    expect(ignored.may(shopSells)).toBe(false);
    // What is shown is the returned unit, or one that the zero should have taken away: both stay.
    const returned = history();
    returned.tell(number(2), sold, cancelled(1), read(1, "cancelled"), number(0, "acknowledged and never done"), time);
    returned.tell(stockRead(1), backOnSale(1), time, ordersRead);
    expect(returned.sums()).toEqual({ a: 2, u: 0, l: 2, x: 0 });
    const acked = { ...reserve(empty, { id: "w", kind: "net-set", units: 0, sentAt: -2, diesAt: -1 }), liability: 1 };
    const answer = { now: -2, ackedAt: -2, moveIsAtomic: false, refusesBelowHolds: false, restockWithinMs: 1 };
    const zeroed = { exposure: apply(acked, "w", answer), live: false };
    const after = (ms: number) => ({ shown: 1, beganAt: ms - 2, endedAt: ms - 2 });
    const { readSeesWriteWithinMs: seen } = assumptionsOf("shopee");
    expect(planOne({ ...zeroed, look: after(seen) }, 0).writes).toEqual([["net-set", 0]]);
    expect(planOne({ ...zeroed, look: after(seen - 1) }, 0).writes).toEqual([]);
    const campaign = history({ onHand: 1 });
    campaign.tell(number(1), number(0, "refused"), time, stockRead(1), time, ordersRead);
    expect(campaign.sums().l).toBe(1);
    expect(campaign.may(shopSells)).toBe(false);
  });

  it("H20: a change whose answer was lost counts as done upwards and as not done downwards, until a look", () => {
    const shop = history({ kinds: ["delta"], onHand: 1 });
    shop.tell(change("+1", "no answer"), lands(1), time, time, stockRead(1), time, ordersRead);
    expect(shop.sums()).toEqual({ a: 1, u: 0, l: 1, x: 0 });
    shop.tell(change("-1", "no answer"), time, time);
    expect(shop.sums()).toEqual({ a: 1, u: 0, l: 1, x: 0 });
    expect(shop.may(change("-1", "no answer"))).toBe(false);
    shop.tell(time, stockRead(1), time, ordersRead, change("-1", "no answer"), lands(3), time, time, time, stockRead(0));
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 1, x: 0 });
    shop.tell(time, ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 0, x: 0 });
    shop.tell(shopSells);
  });

  it("H21: a look comes before a create, and no create while one may have taken effect unseen", () => {
    expect(nextPublishStep("none", {}, 0, wait)).toBe("look");
    expect(nextPublishStep("looked", { lookedAt: 0 }, 60_000, wait)).toBe("create");
    expect(nextPublishStep("looked", { lookedAt: 0 }, 60_001, wait)).toBe("look");
    const creating = { createDiesAt: 1_000, creates: 1 };
    expect(nextPublishStep("creating", creating, 1_299, wait)).toBe("wait");
    expect(nextPublishStep("creating", creating, 1_300, wait)).toBe("look");
    const once = readLook("creating", creating, [], undefined, 1_300, wait);
    expect(once).toMatchObject({ state: "creating", record: { noneAt: 1_300 } });
    expect(nextPublishStep("creating", once.record, 1_599, wait)).toBe("wait");
    expect(readLook("creating", once.record, [], undefined, 1_600, wait)).toEqual({
      state: "looked",
      record: { creates: 1, lookedAt: 1_600 },
    });
  });

  it("H21: the only one that a look finds is adopted, of several a person is asked, and those beside a bound one are twins", () => {
    expect(readLook("none", {}, ["1"], undefined, 5, wait)).toMatchObject({ state: "bound", bind: "1" });
    expect(readLook("none", {}, ["1", "2"], undefined, 5, wait)).toMatchObject({ state: "ask" });
    expect(readLook("bound", {}, ["1", "2"], "1", 5, wait)).toMatchObject({ record: { checked: true }, twins: ["2"] });
  });

  it("H21: a listing goes on sale only when every create of ours must have been seen", () => {
    expect(mayGoLive({ creates: 1 }, false)).toBe(false);
    expect(mayGoLive({ creates: 1, checked: true }, false)).toBe(true);
    expect(mayGoLive({ creates: 1 }, true)).toBe(true);
    expect(mayGoLive({}, false)).toBe(true);
  });

  it("H22: what our own hiding, whose answer was lost, took off sale is nobody else's doing", () => {
    const settings = { readSeesWriteWithinMs: 30 };
    let memory: ShowingMemory = {};
    const read = (seen: boolean, readBeganAt: number) => {
      const judged = judgeShowing(
        { sent: true, wanted: true, writtenAt: 0, seen, readBeganAt, writing: false },
        memory,
        settings,
      );
      ({ memory } = judged);
      return judged.verdict;
    };
    expect(read(true, 100)).toBe("ours");
    memory = noteShowing(memory);
    expect([200, 230].map((at) => read(false, at))).toEqual(["first", "repair"]);
    // Nobody of us has touched it since.
    expect(read(true, 300)).toBe("ours");
    expect([400, 430].map((at) => read(false, at))).toEqual(["first", "theirs"]);
  });

  it("H22: our own late value is no conflict, the channel's spelling is told once, and a fight is left after three repairs", () => {
    const settings = { readSeesWriteWithinMs: 10, requestDiesWithinMs: 100 };
    const price = fieldOf(1, 0, settings);
    price.write(2, 100);
    price.write(1, 200);
    expect(price.read(2, 250)).toBe("late-write");
    expect(price.read(1, 400)).toBe("ours");

    const title = fieldOf("Mật ong hoa nhãn Hưng Yên", 0, settings);
    const trimmed = "Mật ong hoa nhãn";
    expect([50, 100, 120, 150].map((at) => title.read(trimmed, at))).toEqual(["first", "repair", "first", "repair"]);
    title.write("Mật ong hoa nhãn Hưng Yên", 200);
    expect([250, 300, 350, 400].map((at) => title.read(trimmed, at))).toEqual(["first", "echo", "ours", "ours"]);

    const fought = fieldOf(100_000, 0, settings);
    const verdicts = [1, 2, 3, 4, 5].map((round) => {
      const at = round * 1_000;
      fought.read(90_000, at);
      const verdict = fought.read(90_000, at + 100);
      fought.write(100_000, at + 200);
      fought.read(100_000, at + 300);
      return verdict;
    });
    expect(verdicts).toEqual(["repair", "repair", "repair", "conflict", "conflict"]);
  });

  it("H26: an order that is first seen handed over has left the shelf too", () => {
    const shop = history({ onHand: 1, leaving: true });
    shop.tell(number(1), sold, "order 1 of the first channel is handed over", time, stockRead(0), time, ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 0, x: 0 });
    expect(shop.shelf()).toEqual({ onHand: 0, held: 0 });
    expect(shop.may(shopSells)).toBe(false);
  });

  it("H27: an answer to a zero proves nothing when an older number was open as it was sent", () => {
    const shop = history({ kinds: ["refused total"], onHand: 1, unplanned: true });
    shop.tell(total(1, "no answer"), time, total(0, "done, and the worker stalls"), lands(1), sold, time);
    shop.tell("the late answer to write 2 is told");
    expect(shop.sums()).toEqual({ a: 0, u: 1, l: 1, x: 0 });
    expect(shop.may(shopSells)).toBe(false);
  });

  it("H28: an answer that comes when its write is long over is not booked a second time", () => {
    const shop = history({ kinds: ["delta"], onHand: 1 });
    shop.tell(change("+1", "refused, and the worker stalls"), time, time, time, stockRead(0), time, ordersRead);
    expect(shop.sums().l).toBe(0);
    shop.tell("the late answer to write 1 is told");
    expect(shop.sums().l).toBe(0);
  });

  it("H29: a zero that was never done and reads as nothing is not fenced before the sale that made it so is read", () => {
    const shop = history({ onHand: 1 });
    shop.tell(number(1), number(0, "acknowledged and never done"), time, sold, stockRead(0), ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 1, l: 1, x: 0 });
    expect(shop.may(shopSells)).toBe(false);
  });

  it("H30: a look from before a number says nothing about it", () => {
    const shop = history({ onHand: 1 });
    shop.tell(stockRead(0), number(1), time, ordersRead);
    expect(shop.sums()).toEqual({ a: 1, u: 0, l: 1, x: 0 });
    const look = { shown: 0, beganAt: 10, endedAt: 10 };
    const written = reserve(empty, { id: "w", kind: "net-set", units: 1, sentAt: 11, diesAt: 12 });
    const settings = { writeEffectiveWithinMs: 0, readSeesWriteWithinMs: 1, restockWithinMs: 1 };
    expect(passLookFence(written, look, 99, 99, settings).liability).toBe(1);
  });

  it("H31: our shop sells nothing of an allowance that the channels hold already", () => {
    const shop = history({ onHand: 1, allowance: 1, unplanned: true });
    shop.tell(number(2));
    expect(shop.may(shopSells)).toBe(false);
    const half = history({ onHand: 1, allowance: 1, unplanned: true });
    half.tell(number(1), shopSells, sold);
    expect(half.may(shopSells)).toBe(false);
  });

  it("H32: where goods leave their total behind, an order leaves only after a total without it", () => {
    const accept = "we accept order 1 of the first channel";
    const leaving = { kinds: ["clipped total"], onHand: 1, leaving: true, durations: { leaves: 2 } } as const;
    const shop = history(leaving);
    shop.tell(total(1), sold, read(1), time);
    expect(shop.may(accept)).toBe(false);
    shop.tell(total(0), time);
    expect(shop.may(accept)).toBe(false);
    shop.tell(stockRead(0), accept, time, "order 1 of the first channel is handed over");
    expect(shop.sums()).toEqual({ a: 0, u: 0, l: 0, x: 0 });
    const ignored = history(leaving);
    ignored.tell(total(1), sold, read(1), time, total(0, "acknowledged and never done"), time, stockRead(0));
    expect(ignored.may(accept)).toBe(false);
  });

  it("H33: a hidden order that ends unseen is waited for by time nowhere but at a total's own fence", () => {
    const write = (kind: "net-set" | "gross-set") =>
      reserve(empty, { id: "w", kind, units: 0, sentAt: 0, diesAt: 1 }).writes[0];
    const rest = (kind: "net-set" | "gross-set") => {
      const waited = write(kind);
      return hiddenUnits({
        held: undefined,
        known: 0,
        unpaidVisible: false,
        ...(waited ? { waited: { write: waited, now: 1_000, unpaidHoldMaxMs: 1_000 } } : {}),
      });
    };
    expect(rest("gross-set")).toBe(0);
    expect(rest("net-set")).toBeUndefined();
    expect(hiddenUnits({ held: undefined, known: 0, unpaidVisible: false })).toBeUndefined();
    const hidden = { ...readLongAfter, assumptions: assumptionsOf("tiki") };
    expect(fenceOne(lookedAt({ shown: 2 }), hidden)).toBeUndefined();
    expect(fenceOne(lookedAt({ shown: 2, held: 1 }), hidden)?.ledger?.liability).toBe(3);
    const shop = history({ kinds: ["clipped total"], onHand: 1, hidden: true });
    shop.tell(total(1), "the first channel sells one to a buyer who has not paid", total(0), time, stockRead(0), time);
    shop.tell(ordersRead);
    expect(shop.sums()).toEqual({ a: 0, u: 1, l: 1, x: 0 });
    expect(shop.may(shopSells)).toBe(false);
  });

  it("a fence of one number keeps what a later one may have put on sale", () => {
    const answer = { now: 1, ackedAt: 1, moveIsAtomic: false, refusesBelowHolds: false, restockWithinMs: 1 };
    const zero = reserve({ ...empty, liability: 3 }, { id: "w1", kind: "net-set", units: 0, sentAt: 0, diesAt: 9 });
    const raised = reserve(apply(zero, "w1", answer), { id: "w2", kind: "net-set", units: 2, sentAt: 5, diesAt: 9 });
    expect(passFence(raised, "w1", { writeEffectiveWithinMs: 0, readSeesWriteWithinMs: 1, restockWithinMs: 1 }).liability).toBe(
      2,
    );
  });

  it("a channel with more than its share is looked at before it goes dark for others", () => {
    const { ledger } = lookedAt({ shown: 5 });
    const exposure = {
      ...ledger,
      writes: ledger.writes.map((write) => ({ ...write, kind: "net-set" as const, sentAt: -day, ackedAt: -day, diesAt: -day })),
    };
    expect(planOne({ exposure }, 0, 5)).toEqual({ writes: [], why: "look-first" });
    const looked = { exposure, look: { shown: 5, beganAt: -1, endedAt: -1, fenced: true } };
    expect(planOne(looked, 0, 5)).toEqual({ writes: [["net-set", 0]], why: "share-anew" });
  });

  it("where more is promised than is there the largest gives way, and the others go on selling", () => {
    const promised = (id: string, units: number) => ({ exposureId: id, units, live: true, reachable: true });
    const claims = [promised("small", 2), promised("large", 6), promised("smaller", 1)];
    expect(yielding(claims, 2)).toEqual(new Set(["large"]));
    expect(yielding(claims, 7)).toEqual(new Set(["large", "small"]));
  });

  it("of a listing that was there before us a look alone proves nothing", () => {
    const ours = { ...readLongAfter, assumptions: assumptionsOf("shopee") };
    expect(fenceOne({ ...lookedAt({ shown: 2 }), known: false }, ours)).toBeUndefined();
    expect(fenceOne(lookedAt({ shown: 2 }), ours)?.ledger?.liability).toBe(2);
  });
});

/** A field of ours, as it was written and as it is read. */
function fieldOf(wanted: FieldValue, writtenAt: number, settings: Parameters<typeof judgeField>[2]) {
  let memory: FieldMemory = noteTried(undefined, wanted, writtenAt);
  let sent = { value: wanted, at: writtenAt };
  return {
    write(value: FieldValue, at: number): void {
      memory = noteTried(memory, value, at);
      sent = { value, at };
    },
    read(seen: FieldValue, at: number): Verdict {
      const reading = {
        sent: sent.value,
        wanted: sent.value,
        seen,
        owner: "ours",
        readBeganAt: at,
        writtenAt: sent.at,
      } as const;
      const judged = judgeField({ ...reading, writing: false }, memory, settings);
      memory = judged.memory;
      return judged.verdict;
    },
  };
}

/** Two days after a total of five was written and proven somebody looked, and a day later the orders were read. */
const day = 24 * 3_600_000;
const readLongAfter = { coveredUntil: 3 * day, now: 3 * day, knownAt: () => 0, held: 0 };
function lookedAt(look: { readonly shown: number; readonly held?: number }): BookedExposure {
  const write = { id: "w", number: 1, kind: "gross-set", units: 5, total: 5, counted: [], sentAt: 0, diesAt: 1_000 } as const;
  const proven = { ackedAt: 10, state: "applied", sentOverUnresolved: false, liabilityBefore: 0, fenced: true } as const;
  return {
    id: "first",
    listingId: "l",
    known: true,
    ledger: { ...empty, liability: 5, writes: [{ ...write, ...proven }] },
    readBack: undefined,
    look: { ...look, beganAt: 2 * day, endedAt: 2 * day },
    recipe: [],
  };
}

/** A read for each create that must be seen by then. */
const wait = 300;
const empty: Exposure = { id: "first", liability: 0, writes: [], returns: [] };

/** One unit, one channel, nothing of it shared with anybody. */
function planOne(more: Partial<SkuState>, allowance: number, onHand = 1) {
  const sku: SkuState = {
    listingId: "l",
    exposure: empty,
    live: true,
    known: true,
    cap: undefined,
    parts: [{ componentId: "jar", quantity: 1 }],
    holds: [],
    leaving: [],
    ...more,
  };
  const own = { exposureId: sku.exposure.id, units: sku.exposure.liability, live: sku.live, reachable: true };
  const claimants = [...(own.units ? [own] : []), { exposureId: "another", units: 0, live: false, reachable: true }];
  const jar = {
    id: "jar",
    onHand,
    held: 0,
    allowance,
    accepted: allowance,
    claims: sku.exposure.liability,
    buffer: {},
    soldLastHour: 0,
    claimants,
  };
  const { writes, why } = planStock({
    now: 0,
    ordersRead: true,
    coveredUntil: 0,
    rules: { ...assumptionsOf("shopee"), kind: "net-set", canAdjust: false, sendWithinMs: 1 },
    components: new Map([["jar", jar]]),
    skus: [sku],
    writeId: () => "w",
  });
  return { writes: writes.map(({ kind, units }) => [kind, units]), why: why.get("l") };
}

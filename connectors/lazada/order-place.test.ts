import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShort, nextPlace, type OrderPlace, readPlace, rowKey, startAt, writePlace } from "./order-place.ts";

interface Row {
  readonly id: number;
  at: number;
}
const limit = 10;

/** Reads a shop whose orders may change between two pages; `change` is told how many pages were read. */
function readShop(orders: Row[], moves: boolean, change: (orders: Row[], page: number) => void = () => undefined) {
  const told: string[] = [];
  for (let place: OrderPlace | undefined = startAt(0), pages = 0; ; pages += 1) {
    const { from, offset, told: before }: OrderPlace = place;
    const matching = orders.filter(({ at }) => at >= from).sort((one, other) => one.at - other.at || one.id - other.id);
    const rows = matching.slice(offset, offset + limit).map(({ id, at }) => ({ id: String(id), second: at }));
    if (isShort(place, rows.length, matching.length)) return { told, pages, ended: "short" };
    told.push(...rows.map(rowKey).filter((key) => !before.includes(key)));
    const next: ReturnType<typeof nextPlace> = nextPlace(place, {
      rows: rows.length,
      readable: rows,
      total: matching.length,
      moves,
    });
    if (next === undefined || next === "stuck") return { told, pages, ended: next ?? "end" };
    place = readPlace(writePlace(next));
    change(orders, pages);
  }
}
const idsOf = (told: readonly string[]) => new Set(told.map((key) => key.split("@")[0]));
const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 120 });

describe("reading orders by the time they changed", () => {
  it("misses none that changes while it reads, and tells each change once", () => {
    fc.assert(
      fc.property(times, fc.array(fc.array(fc.nat(119), { maxLength: 4 }), { maxLength: 40 }), (ages, changes) => {
        const orders = ages.map((at, id) => ({ id, at: at + 1 }));
        let clock = 1_000;
        const { told, ended } = readShop(orders, true, (all, page) => {
          for (const id of changes[page] ?? []) {
            const order = all.find((each) => each.id === id);
            if (order) order.at = clock;
            clock += 1;
          }
        });
        expect(ended).toBe("end");
        expect(idsOf(told).size).toBe(orders.length);
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });

  it("reads through a second that holds many pages, and says when no offset reaches its end", () => {
    const oneSecond = (count: number) => Array.from({ length: count }, (_, id) => ({ id, at: 0 }));
    const read = readShop(oneSecond(95), true);
    expect({ ended: read.ended, told: read.told.length }).toEqual({ ended: "end", told: 95 });
    expect(readShop(oneSecond(5_100), false).ended).toBe("stuck");
  });
});

describe("reading orders by the time they were placed", () => {
  it("tells each once, in order, past the last offset", () => {
    fc.assert(
      fc.property(times, (ages) => {
        const orders = ages.map((at, id) => ({ id, at: at + 1 }));
        const { told, ended, pages } = readShop(orders, false);
        expect(ended).toBe("end");
        expect(told).toHaveLength(orders.length);
        expect(told.map((key) => Number(key.split("@")[1]))).toEqual(
          orders.map(({ at }) => at).sort((one, other) => one - other),
        );
        expect(pages).toBe(Math.max(0, Math.ceil(orders.length / limit) - 1));
      }),
    );
    const many = Array.from({ length: 12_000 }, (_, id) => ({ id, at: Math.floor(id / 3) }));
    const { told, ended } = readShop(many, false);
    expect({ ended, told: told.length }).toEqual({ ended: "end", told: 12_000 });
  });
});

describe("a reading", () => {
  it("is short when less comes than was counted", () => {
    expect(isShort(startAt(0), 0, 0)).toBe(false);
    expect(isShort(startAt(0), 0, 3)).toBe(true);
    expect(isShort({ ...startAt(9), owed: 4 }, 3, 3)).toBe(true);
  });

  it("goes on by count where rows are not in order", () => {
    const readable = [9, 8].map((second) => ({ id: String(second), second }));
    expect(nextPlace(startAt(5), { rows: 2, readable, total: 9, moves: true })).toEqual({
      from: 5,
      offset: 1,
      owed: 9,
      told: ["9@9", "8@8"],
    });
  });
});

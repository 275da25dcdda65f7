import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShort, nextPlace, type OrderPlace, readPlace, writePlace } from "./order-place.ts";

interface Row {
  readonly id: number;
  at: number;
}
const limit = 10;

/** Reads a shop whose orders may change between two pages; `change` is told how many pages were read. */
function readShop(orders: Row[], change: (orders: Row[], page: number) => void) {
  const seen = new Set<number>();
  let pages = 0;
  for (let place: OrderPlace | undefined = { from: 0, offset: 0, owed: 0 }; place; pages += 1) {
    const { from, offset }: OrderPlace = place;
    const matching = orders.filter(({ at }) => at >= from).sort((one, other) => one.at - other.at || one.id - other.id);
    const rows = matching.slice(offset, offset + limit);
    if (isShort(place, rows.length, matching.length)) return { seen, pages, ended: "short" };
    for (const { id } of rows) seen.add(id);
    const next: ReturnType<typeof nextPlace> = nextPlace(
      place,
      rows.map(({ at }) => at),
      rows.length,
      matching.length,
    );
    if (typeof next === "string") return { seen, pages, ended: next };
    place = next ? readPlace(writePlace(next)) : undefined;
    change(orders, pages);
  }
  return { seen, pages, ended: "end" };
}

describe("reading orders by the time they changed", () => {
  it("misses none that changes while it reads", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 120 }),
        fc.array(fc.array(fc.nat(119), { maxLength: 4 }), { maxLength: 40 }),
        (times, changes) => {
          const orders = times.map((at, id) => ({ id, at: at + 1 }));
          let clock = 1_000;
          const { seen, ended } = readShop(orders, (all, page) => {
            for (const id of changes[page] ?? []) {
              const order = all.find((each) => each.id === id);
              if (order) order.at = clock;
              clock += 1;
            }
          });
          expect(ended).toBe("end");
          expect(seen.size).toBe(orders.length);
        },
      ),
    );
  });

  it("reads through a second that holds many pages, and says when no offset reaches its end", () => {
    expect(
      readShop(
        Array.from({ length: 95 }, (_, id) => ({ id, at: 5 })),
        () => undefined,
      ),
    ).toMatchObject({ ended: "end" });
    expect(
      readShop(
        Array.from({ length: 5_100 }, (_, id) => ({ id, at: 0 })),
        () => undefined,
      ).ended,
    ).toBe("stuck");
  });

  it("is short when less comes than was counted", () => {
    expect(isShort({ from: 0, offset: 0, owed: 0 }, 0, 0)).toBe(false);
    expect(isShort({ from: 0, offset: 0, owed: 0 }, 0, 3)).toBe(true);
    expect(isShort({ from: 9, offset: 0, owed: 4 }, 3, 3)).toBe(true);
  });

  it("goes on by count where rows are not in order", () => {
    expect(nextPlace({ from: 5, offset: 0, owed: 0 }, [9, 8], 2, 9)).toEqual({ from: 5, offset: 1, owed: 9 });
  });
});

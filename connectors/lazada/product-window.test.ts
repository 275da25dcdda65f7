import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lazadaLimits } from "./policy.ts";
import { firstWindow, nextWindow, type ProductWindow, readWindow, writeWindow } from "./product-window.ts";

const day = 86_400;
const start = firstWindow(0).from;

/** Reads a shop of products created at these seconds, in whatever order Lazada keeps inside a window. */
function readShop(created: readonly number[], now: number, order: (ids: number[]) => number[]) {
  const seen = new Set<number>();
  let pages = 0;
  for (let window: ProductWindow | undefined = firstWindow(now); window; pages += 1) {
    const { from, to, offset } = window;
    const inside = order([...created.keys()].filter((id) => (created[id] ?? 0) >= from && (created[id] ?? 0) <= to));
    if (offset > lazadaLimits.productOffset) throw new Error("offset refused");
    for (const id of inside.slice(offset, offset + lazadaLimits.productsPerPage)) seen.add(id);
    const next: ReturnType<typeof nextWindow> = nextWindow(window, inside.length);
    if (next === "too-many") throw new Error("too many");
    window = next ? readWindow(writeWindow(next)) : undefined;
  }
  return { seen, pages };
}

describe("reading every product of a shop", () => {
  it("goes past the last offset by halving time", () => {
    const created = Array.from({ length: 25_000 }, (_, index) => start + index * 60 + 5_000 * day);
    const { seen } = readShop(created, start + 5_100 * day, (ids) => ids);
    expect(seen.size).toBe(25_000);
  });

  it("reads each product whatever the order inside a window", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 * day }), { maxLength: 300 }),
        fc.constantFrom<(ids: number[]) => number[]>(
          (ids) => ids,
          (ids) => ids.reverse(),
          (ids) => ids.sort((one, other) => (one % 7) - (other % 7)),
        ),
        (ages, order) => {
          const created = ages.map((age) => start + age);
          const { seen, pages } = readShop(created, start + 50 * day, order);
          expect(seen.size).toBe(created.length);
          expect(pages).toBe(Math.max(1, Math.ceil(created.length / lazadaLimits.productsPerPage)));
        },
      ),
    );
  });

  it("gives up, loudly, on more in one second than any offset reaches", () => {
    expect(() =>
      readShop(
        Array.from({ length: 10_001 }, () => start + day),
        start + 2 * day,
        (ids) => ids,
      ),
    ).toThrow("too many");
  });
});

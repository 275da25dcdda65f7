import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEach } from "../kit/read-each.ts";
import fixture from "./fixtures/orders.json" with { type: "json" };
import { returnFromLazada } from "./return-from-lazada.ts";
import { returnSchema } from "./wire.ts";

const row = fixture.return;
const read = (...rows: unknown[]) => readEach(rows, returnSchema, returnFromLazada, () => undefined);

describe("a return of Lazada's", () => {
  it("names the lines that come back, one unit each", () => {
    expect(read(row)).toEqual({
      items: [
        {
          id: "501977696648153",
          orderId: "260422900198363",
          state: "REQUEST_INITIATE",
          changedAt: "2026-01-01T01:00:00.000Z",
          lines: [{ lineId: "260422900298363", quantity: 1 }],
        },
      ],
      problems: [],
    });
  });

  it("becomes an item or a problem whatever JSON it is, and never loses a good one", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, field) => {
        const lines = [{ ...row.reverse_order_lines[0], reverse_status: field, return_order_line_gmt_modified: field }];
        const { items, problems } = read(value, { ...row, reverse_order_lines: lines }, row);
        expect(items.length + problems.length).toBe(3);
        expect(items.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

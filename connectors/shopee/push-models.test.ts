import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ListedSku, type PushReport, skuSchema, vnd } from "../contract/index.ts";
import { type Answered, type Asked, scripted } from "./fixtures/scripted-shopee.ts";

const listed = (number: number, item = number, model?: number): ListedSku => ({
  sku: skuSchema.parse(`HY${String(number).padStart(8, "0")}`),
  productId: String(item),
  ...(model === undefined ? {} : { variantId: String(model) }),
});
const bodySchema = z.object({
  item_id: z.number(),
  stock_list: z.array(z.object({ model_id: z.number(), seller_stock: z.array(z.object({ stock: z.number() })) })).default([]),
  price_list: z.array(z.object({ model_id: z.number() })).default([]),
});
const modelsOf = ({ body }: Asked) => {
  const { stock_list, price_list } = bodySchema.parse(body);
  return [...stock_list, ...price_list].map(({ model_id }) => model_id);
};
const yes = (asked: Asked): Answered => ({ response: { success_list: modelsOf(asked).map((model_id) => ({ model_id })) } });
const push = (answer: (asked: Asked, times: number) => Answered | undefined, rows: readonly ListedSku[], more = {}) => {
  const given = scripted(answer, more);
  const report = given.connector.stock?.push(rows.map((each) => ({ listed: each, quantity: 4 })));
  if (!report) throw new Error("no stock port");
  return { ...given, report };
};
const all = ({ applied, refused, unsure }: PushReport) => [...applied, ...refused.map(({ sku }) => sku), ...unsure];

describe("numbers pushed to Shopee", () => {
  it("go an item a call, at most fifty of its models, each model once", async () => {
    const rows = [listed(900, 7), ...Array.from({ length: 60 }, (_, index) => listed(index, 5, index + 1)), listed(901, 5, 1)];
    const { asked, report } = push(yes, rows);
    expect(all(await report).toSorted()).toEqual(rows.map(({ sku }) => sku).toSorted());
    expect(asked.map((each) => modelsOf(each).length)).toEqual([1, 50, 11]);
    for (const each of asked) expect(new Set(modelsOf(each)).size).toBe(modelsOf(each).length);
  });

  it("go to the warehouse that is set, and to none where none is", async () => {
    const sent = async (settings: Record<string, unknown>) => {
      const { asked, report } = push(yes, [listed(1)], { settings });
      await report;
      return asked[0]?.body;
    };
    expect(await sent({ locationId: "VN1" })).toEqual({
      item_id: 1,
      stock_list: [{ model_id: 0, seller_stock: [{ location_id: "VN1", stock: 4 }] }],
    });
    expect(await sent({})).toEqual({ item_id: 1, stock_list: [{ model_id: 0, seller_stock: [{ stock: 4 }] }] });
  });

  it("come back row by row, also from a call that failed as a whole", async () => {
    const rows = [listed(1, 9, 11), listed(2, 9, 12), listed(3, 9, 13), listed(4, 9, 14), listed(5, 9, 15), listed(6, 9, 16)];
    const { report } = push(
      () => ({
        error: "product.error_busi_update_stock_failed",
        message: "Update stock failed, please check failure_list for detailed reason",
        response: {
          success_list: [
            { model_id: 11, location_id: "", stock: 4 },
            { model_id: 14, location_id: "", stock: 7 },
            { model_id: 16, location_id: "VN1", stock: 4 },
          ],
          failure_list: [
            { model_id: 12, failed_reason: "Stock should be larger than reserved stock." },
            { model_id: 13, failed_reason: "for a reason of its own" },
            { model_id: 16, failed_reason: "Stock should be larger than reserved stock." },
          ],
        },
      }),
      rows,
    );
    expect(await report).toMatchObject({
      applied: [rows[0]?.sku],
      refused: [{ sku: rows[1]?.sku, says: { code: "shopee.reserved-stock" } }],
      // An unlisted reason, a number that is not the one sent, a row nobody named, and one warehouse of two.
      unsure: [rows[2]?.sku, rows[3]?.sku, rows[4]?.sku, rows[5]?.sku],
    });
  });

  it.each<[Answered, keyof PushReport]>([
    [{ error: "error_holiday_mode_change_stock", message: "" }, "refused"],
    [{ error: "error_wms_shop_block_upate_stock", message: "" }, "refused"],
    [{ error: "error_auth", message: "Lack of location_id, please double check." }, "refused"],
    [{ error: "error.param", message: "Can not update item with stock less than reserved stock" }, "refused"],
    [{ error: "error_busi_update_stock_failed", message: "Update stock failed" }, "unsure"],
    [{ error: "error_server", message: "Something wrong. Please try later." }, "unsure"],
    [{ error: "error_brand_new", message: "" }, "unsure"],
    [{ response: {} }, "unsure"],
    [{ status: 500 }, "unsure"],
    [{ whole: "<html>" }, "unsure"],
    [{ silent: true }, "unsure"],
  ])("that meet %j are %s", async (answer, where) => {
    const { asked, report } = push(() => answer, [listed(1)]);
    expect((await report)[where]).toHaveLength(1);
    expect(all(await report)).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it.each([
    { error: "error_rate_limit", message: "Too many requests." },
    { error: "invalid_acceess_token", message: "Invalid access_token" },
  ])("stop where Shopee turns away: %j", async (turned) => {
    await expect(push(() => turned, [listed(1)]).report).rejects.toMatchObject({ sent: true });
    const { asked, report } = push((each, times) => (times === 2 ? turned : yes(each)), [listed(1), listed(2), listed(3)]);
    expect(await report).toMatchObject({
      applied: [listed(1).sku],
      unsure: [],
      refused: [{ sku: listed(2).sku }, { sku: listed(3).sku }],
    });
    expect(asked).toHaveLength(2);
  });

  it("come back exactly once each, whatever Shopee answers", async () => {
    const answers = fc.oneof(
      fc.constantFrom<Answered>({ silent: true }, { status: 500 }, { whole: "[]" }, { error: "error_brand_new", message: "" }),
      fc.constantFrom<Answered>({ error: "error_data", message: "data not exist" }, { response: null }),
      fc.record({ response: fc.jsonValue() }),
      fc.record({
        response: fc.record({
          success_list: fc.array(fc.record({ model_id: fc.integer({ min: 0, max: 3 }), stock: fc.constantFrom(4, 5) })),
          failure_list: fc.array(fc.record({ model_id: fc.integer({ min: 0, max: 3 }), failed_reason: fc.string() })),
        }),
      }),
    );
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      selector: String,
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(answers, { minLength: 3, maxLength: 3 }),
        fc.constantFrom("stock", "offers"),
        async (pairs, given, port) => {
          const pushed = pairs.map(([item, model], index) => listed(index, item, model === 0 ? undefined : model));
          const { connector } = scripted((_, times) => given[times - 1]);
          const report =
            port === "stock"
              ? await connector.stock?.push(pushed.map((each) => ({ listed: each, quantity: 4 })))
              : await connector.offers?.push(pushed.map((each) => ({ listed: each, price: vnd(1_000) })));
          if (!report) throw new Error("no port");
          expect(all(report).toSorted()).toEqual(pushed.map(({ sku }) => sku).toSorted());
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("numbers read from Shopee", () => {
  const { item, models } = z
    .object({ item: z.looseObject({}), models: z.array(z.looseObject({})) })
    .parse(JSON.parse(readFileSync(new URL("./fixtures/item.json", import.meta.url), "utf8")));

  it("are an item's own or a variation's, each with the start of its own call", async () => {
    let now = Date.parse("2026-01-10T00:00:00Z");
    const rows = [listed(1, 1), listed(2, 2, 230_000_001), listed(3, 2, 230_000_002), listed(4, 2, 9), listed(5, 3)];
    const { connector, asked } = scripted(
      ({ path }) => {
        now += 1_000;
        return path === "product/get_model_list"
          ? { response: { model: models } }
          : {
              response: {
                item_list: [
                  { ...item, item_id: 1 },
                  { ...item, item_id: 2, has_model: true },
                ],
              },
            };
      },
      { now: () => new Date(now) },
    );
    const read = await connector.stock?.read?.(rows);
    expect(read?.items).toEqual([
      { sku: rows[0]?.sku, sellable: 5, floor: 2, readBeganAt: "2026-01-10T00:00:00.000Z" },
      { sku: rows[1]?.sku, sellable: 5, floor: 2, readBeganAt: "2026-01-10T00:00:01.000Z" },
      { sku: rows[2]?.sku, sellable: 4, readBeganAt: "2026-01-10T00:00:01.000Z" },
    ]);
    // A variation that is no more, and an item that Shopee did not tell: never 0.
    expect(read?.problems.map(({ row }) => row)).toEqual(["3", rows[3]?.sku]);
    expect(asked).toHaveLength(2);
  });

  it("are none where an item has got variations since", async () => {
    const { connector } = scripted(({ path }) =>
      path === "product/get_model_list"
        ? { response: { model: models } }
        : { response: { item_list: [{ ...item, item_id: 1, has_model: true }] } },
    );
    expect(await connector.stock?.read?.([listed(1, 1)])).toMatchObject({
      items: [],
      problems: [{ code: "shopee.variations" }],
    });
  });
});

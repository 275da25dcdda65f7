import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type SeenListing, skuSchema } from "../contract/index.ts";
import { type Answered, type Asked, scripted } from "./fixtures/scripted-shopee.ts";
import { cursorOf, stretchesOf } from "./item-pages.ts";

const { item, models } = z
  .object({ item: z.looseObject({}), models: z.array(z.looseObject({})) })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/item.json", import.meta.url), "utf8")));
const sku = skuSchema.parse("HY00000001");
const portOf = ({ connector }: Pick<ReturnType<typeof scripted>, "connector">) => {
  if (!connector.listings) throw new Error("no listings port");
  return connector.listings;
};

/** A shop of items by id, listed a hundred a page; offsets beyond `most` are refused as Shopee's page says. */
function shopOf(
  ids: readonly number[],
  more: { most?: number; total?: number; missing?: number; extra?: Record<number, object> } = {},
) {
  const at = (id: number) => 1_700_000_000 + id;
  return ({ path, query }: Asked): Answered | undefined => {
    const offset = Number(query.get("offset"));
    if (path === "product/get_item_list") {
      if (offset > (more.most ?? Number.POSITIVE_INFINITY))
        return { error: "error_param", message: "get items offset over limit, please use the next field" };
      const [from, to] = [query.get("update_time_from"), query.get("update_time_to")];
      const here = ids.filter((id) => (from ? at(id) >= Number(from) : true) && (to ? at(id) <= Number(to) : true));
      const page = here.slice(offset, offset + 100);
      const next = offset + page.length;
      return {
        response: {
          item: page.map((item_id) => ({ item_id, item_status: "NORMAL", update_time: at(item_id) })),
          total_count: more.total ?? here.length,
          has_next_page: next < here.length,
          next_offset: next,
        },
      };
    }
    if (path === "product/search_item")
      return { error: "error_param", message: "request must set one of [item_name,attribute_status]" };
    if (path === "product/get_item_base_info") {
      const asked = (query.get("item_id_list") ?? "").split(",").map(Number);
      const told = asked.filter((id) => id !== more.missing);
      return {
        response: {
          item_list: told.map((item_id) => ({ ...item, item_id, item_sku: `OLD${item_id}`, ...more.extra?.[item_id] })),
        },
      };
    }
    if (path === "product/get_model_list") return { response: { model: models } };
    if (path === "product/get_item_violation_info")
      return {
        response: {
          item_list: [
            { item_id: 7, item_status_details: [{ violation_reason: "Thiếu giấy phép", suggestion: "Tải giấy phép lên" }] },
          ],
        },
      };
    return undefined;
  };
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("looking for a SKU", () => {
  it("finds it in the whole list, whatever search_item says, and in variations", async () => {
    const shop = shopOf(upTo(120), {
      extra: { 5: { item_sku: sku }, 118: { has_model: true, item_sku: "", price_info: null } },
    });
    const look = (wanted: string) => portOf(scripted(shop)).look(skuSchema.parse(wanted));
    expect(await look("HY00000001")).toMatchObject([{ productId: "5", sellerSku: sku }]);
    expect(await look("HY00000003")).toMatchObject([{ productId: "118", variantId: "230000002", price: 99_000 }]);
    expect(await look("HY99999999")).toEqual([]);
  });

  it("also finds what only the index has yet, and asks every status that is not deleted", async () => {
    const shop = shopOf([1], { extra: { 900: { item_sku: sku, item_status: "REVIEWING" } } });
    const given = scripted((asked) =>
      asked.path === "product/search_item" ? { response: { item_id_list: [900], next_offset: "" } } : shop(asked),
    );
    expect(await portOf(given).look(sku)).toMatchObject([{ productId: "900", state: "in-review" }]);
    for (const { path, query } of given.asked)
      if (path !== "product/get_item_base_info")
        expect(query.getAll("item_status")).toEqual(["NORMAL", "UNLIST", "REVIEWING", "BANNED"]);
  });

  it.each<[string, (asked: Asked) => Answered | undefined]>([
    ["fewer rows than Shopee counts", shopOf(upTo(120), { total: 121 })],
    ["an item that was listed and not told", shopOf(upTo(3), { missing: 2 })],
    ["an item that cannot be read", shopOf(upTo(3), { extra: { 2: { item_status: 4 } } })],
    [
      "a variation that cannot be read",
      (asked) =>
        asked.path === "product/get_model_list"
          ? { response: { model: [{}] } }
          : shopOf([1], { extra: { 1: { has_model: true } } })(asked),
    ],
    [
      "a row without an id",
      (asked) => (asked.path === "product/get_item_list" ? { response: { item: [{}], has_next_page: false } } : undefined),
    ],
    ["silence", () => ({ silent: true })],
    ["silence of the search", (asked) => (asked.path === "product/search_item" ? { silent: true } : shopOf([1])(asked))],
  ])("fails rather than answer none: %s", async (_, shop) => {
    await expect(portOf(scripted(shop)).look(sku)).rejects.toMatchObject({ kind: "retryable" });
  });

  it("goes past the offset Shopee counts to, and misses nothing", async () => {
    const shop = shopOf(upTo(1_000), { most: 300, extra: { 999: { item_sku: sku } } });
    expect(await portOf(scripted(shop)).look(sku)).toMatchObject([{ productId: "999" }]);
  });
});

describe("the list of a shop", () => {
  async function everything(shop: (asked: Asked) => Answered | undefined) {
    const port = portOf(scripted(shop));
    const seen: SeenListing[] = [];
    let cursor: string | undefined;
    do {
      const page = await port.list({ cursor });
      expect(page.problems).toEqual([]);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return seen;
  }

  it("is read to its end, each row once", async () => {
    const seen = await everything(shopOf(upTo(230)));
    expect(seen.map(({ productId }) => Number(productId))).toEqual(upTo(230));
  });

  it("past the documented offset has every row, some of them twice", async () => {
    const seen = await everything(shopOf(upTo(700), { most: 100 }));
    expect(new Set(seen.map(({ productId }) => productId)).size).toBe(700);
  });

  it("tells the reason of what was banned, and a variation a row", async () => {
    const extra = { 7: { item_status: "BANNED" }, 8: { has_model: true } };
    const seen = await everything(shopOf([6, 7, 8], { extra }));
    expect(seen).toMatchObject([
      { productId: "6", state: "hidden", url: "https://shopee.vn/product/220001/6" },
      { productId: "7", state: "refused", reason: "Thiếu giấy phép. Tải giấy phép lên" },
      { productId: "8", variantId: "230000001" },
      { productId: "8", variantId: "230000002" },
    ]);
  });

  it("has cursors that say where it stands", () => {
    for (const cursor of ["0", "100", "1-5-0", "1-5-200,5-9-0"]) expect(cursorOf(stretchesOf(cursor))).toBe(cursor);
    expect(stretchesOf(undefined)).toEqual([{ offset: 0 }]);
    for (const bad of ["x", "1-2", "1-2-3-4"]) expect(() => stretchesOf(bad)).toThrow("No such place");
  });

  it("does not go round for ever", async () => {
    const given = scripted(() => ({ response: { item: [], has_next_page: true, next_offset: 0 } }));
    await expect(portOf(given).list({})).rejects.toMatchObject({ kind: "unexpected", code: "paging" });
  });
});

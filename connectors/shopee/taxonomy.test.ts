import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { attributeFromShopee, flattenAttributes } from "./attributes-from-shopee.ts";
import { attributesToShopee } from "./attributes-to-shopee.ts";
import { scripted } from "./fixtures/scripted-shopee.ts";

const rows = z.array(z.unknown());
const fixture = z
  .object({ categories: rows, attributes: rows, brands: rows, carriers: rows, limit: z.unknown() })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/taxonomy.json", import.meta.url), "utf8")));
const flat = flattenAttributes(fixture.attributes).items;
const taxonomyOf = (connector: ReturnType<typeof scripted>["connector"]) => {
  if (!connector.taxonomy?.brands || !connector.taxonomy.carriers || !connector.taxonomy.limits) throw new Error("no port");
  return connector.taxonomy as Required<NonNullable<typeof connector.taxonomy>>;
};

describe("the tree of Shopee", () => {
  it("is read in one call, its leaves told apart; a bad row hides no other", async () => {
    const { connector, asked } = scripted(() => ({ response: { category_list: [...fixture.categories, { category_id: 9 }] } }));
    const { items, problems } = await taxonomyOf(connector).categories();
    expect(items).toEqual([
      { id: "100629", name: "Thực phẩm và đồ uống", leaf: false },
      { id: "101127", parentId: "100629", name: "Trái cây sấy", leaf: true },
    ]);
    expect(problems).toMatchObject([{ row: "9" }]);
    expect(asked[0]?.query.get("language")).toBe("vi");
  });

  it("tells attributes with their values, units and words, and a child with the value that asks for it", async () => {
    const { connector, asked } = scripted(() => ({
      response: { list: [{ category_id: 101127, attribute_tree: fixture.attributes }] },
    }));
    expect((await taxonomyOf(connector).attributes("101127")).items).toEqual([
      {
        id: "100010",
        name: "Loại bảo hành",
        required: true,
        mostValues: 1,
        values: [
          { id: "588", name: "Bảo hành nhà sản xuất" },
          { id: "589", name: "Không bảo hành" },
        ],
      },
      {
        id: "100011",
        name: "Thời hạn bảo hành",
        required: true,
        mostValues: 1,
        values: [{ id: "701", name: "12 tháng" }],
        onlyWith: { attributeId: "100010", valueId: "588" },
      },
      { id: "100095", name: "Khối lượng tịnh", required: false, mostValues: 1, freeText: true, values: [] },
      { id: "100999", name: "Ngày sản xuất", required: false, mostValues: 1, freeText: true, values: [] },
      {
        id: "100157",
        name: "Xuất xứ",
        required: false,
        mostValues: 2,
        freeText: true,
        values: [
          { id: "638", name: "Việt Nam" },
          { id: "639", name: "Trung Quốc" },
        ],
      },
    ]);
    expect(asked[0]?.query.get("language")).toBe("vn");
  });

  it("asks in the other spelling of Vietnamese where one is refused", async () => {
    const tree = { response: { list: [{ category_id: 1, attribute_tree: [] }] } };
    const { connector, asked } = scripted(({ query }) =>
      query.get("language") === "vn" ? { error: "error_invalid_language", message: "Invalid language." } : tree,
    );
    expect((await taxonomyOf(connector).attributes("1")).items).toEqual([]);
    expect(asked.map(({ query }) => query.get("language"))).toEqual(["vn", "vi"]);
  });

  it("is not taken for empty when the category is left out", async () => {
    const { connector } = scripted(() => ({ response: { list: [] } }));
    await expect(taxonomyOf(connector).attributes("101127")).rejects.toMatchObject({ kind: "unexpected" });
  });

  it("has brands on many pages, each read once, and an end", async () => {
    const brand = (id: number) => ({ brand_id: id, original_brand_name: `Hiệu ${id}` });
    const { connector, asked } = scripted(({ query }) =>
      query.get("offset") === "0"
        ? { response: { brand_list: [brand(1), brand(2)], has_next_page: true, next_offset: 100 } }
        : { response: { brand_list: [brand(3)], has_next_page: false } },
    );
    expect((await taxonomyOf(connector).brands("101127")).items.map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(asked.map(({ query }) => query.get("page_size"))).toEqual(["100", "100"]);
    const endless = scripted(() => ({ response: { brand_list: [], has_next_page: true, next_offset: 0 } }));
    await expect(taxonomyOf(endless.connector).brands("1")).rejects.toMatchObject({ kind: "unexpected", code: "paging" });
  });

  it("has carriers with what they weigh at least and at most, 0 being no limit", async () => {
    const { connector } = scripted(() => ({ response: { logistics_channel_list: fixture.carriers } }));
    expect((await taxonomyOf(connector).carriers()).items).toEqual([
      { id: "50021", name: "SPX Express", enabled: true, needsSize: true, grams: { least: 10, most: 20_000 } },
      { id: "50011", name: "GHN", enabled: false },
    ]);
  });

  it("has bands by category, and says where a brand is required", async () => {
    const { connector } = scripted(({ path }) =>
      path === "product/get_item_limit"
        ? { response: fixture.limit }
        : { response: { brand_list: [], has_next_page: true, next_offset: 1, is_mandatory: true } },
    );
    expect(await taxonomyOf(connector).limits("101127")).toEqual({
      price: { least: 1_000, most: 120_000_000 },
      stock: { most: 10_000_000 },
      title: { least: 10, most: 120 },
      pictures: { least: 1, most: 9 },
      description: { least: 100, most: 3_000 },
      brandRequired: true,
    });
  });
});

describe("attributes as Shopee takes them", () => {
  const known = flat.map(({ attribute }) => attribute);
  it("are ids of its list, or words of one's own beside the id 0", () => {
    expect(
      attributesToShopee(
        { "100010": ["589"], "100157": ["638", "Hưng Yên", " "], "100095": ["500 g"], "100999": ["2026-01-31"] },
        known,
      ),
    ).toEqual([
      { attribute_id: 100010, attribute_value_list: [{ value_id: 589 }] },
      { attribute_id: 100095, attribute_value_list: [{ value_id: 0, original_value_name: "500", value_unit: "g" }] },
      {
        attribute_id: 100157,
        attribute_value_list: [{ value_id: 638 }, { value_id: 0, original_value_name: "Hưng Yên" }],
      },
      { attribute_id: 100999, attribute_value_list: [{ value_id: 0, original_value_name: "1769792400" }] },
    ]);
  });
  it("keep the unit that a listed value has, and leave out what is empty", () => {
    expect(attributesToShopee({ "100011": ["701"], "100157": [""] }, known)).toEqual([
      { attribute_id: 100011, attribute_value_list: [{ value_id: 701, value_unit: "tháng" }] },
    ]);
  });
  it("are as many as the tree has", () => {
    expect(flat.map(attributeFromShopee).map(({ id }) => id)).toEqual(known.map(({ attribute_id }) => attribute_id));
  });
});

import { describe, expect, it } from "vitest";
import { openShopee } from "./opened.ts";

const models = (answer: { response: Record<string, unknown> }) =>
  answer.response.model as {
    model_id: number;
    model_sku: string;
    tier_index: number[];
    price_info: { original_price: number }[];
  }[];
const two = {
  standardise_tier_variation: [
    {
      variation_id: 0,
      variation_name: "Quy cách",
      variation_group_id: 0,
      variation_option_list: [
        { variation_option_id: 0, variation_option_name: "Gói" },
        { variation_option_id: 0, variation_option_name: "Hộp" },
      ],
    },
  ],
  model: [
    { tier_index: [0], original_price: 100_000, model_sku: "HY-G", seller_stock: [{ stock: 5 }] },
    { tier_index: [1], original_price: 180_000, model_sku: "HY-H", seller_stock: [{ stock: 7 }] },
  ],
};

describe("a listing", () => {
  it("is read back, listed and found only after the lag of each", async () => {
    const { seller, dials, clock } = openShopee();
    Object.assign(dials, { readLagMs: 1_000, listLagMs: 2_000, searchLagMs: 3_000 });
    const { add, get } = await seller();
    const { item_id } = await add();
    const there = async () => [
      ((await get("/product/get_item_base_info", { item_id_list: item_id })).response.item_list as object[]).length,
      (await get("/product/get_item_list", { offset: 0, page_size: 10, item_status: "NORMAL" })).response.total_count,
      (await get("/product/search_item", { page_size: 10, item_sku: "HY00000001" })).response.total_count,
    ];
    const told = [await there()];
    for (let second = 0; second < 3; second += 1) {
      clock.advance(1_000);
      told.push(await there());
    }
    expect(told).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
  });

  it("is held to what its category asks for and its limits allow", async () => {
    const { seller } = openShopee();
    const { post, newItem } = await seller();
    const refusal = async (fields: object) => (await post("/product/add_item", newItem(fields))).error;
    expect(await refusal({})).toBe("");
    expect(await refusal({ category_id: 101100 })).toBe("error_invalid_category");
    expect(await refusal({ category_id: 101133 })).toBe("error_category_is_block");
    expect(await refusal({ original_price: 180_000.5 })).toBe("error_invalid_price");
    expect(await refusal({ original_price: 1 })).toBe("error_price_exceed_min_limitt");
    expect(await refusal({ item_name: "x".repeat(121) })).toBe("error_title_exceeds_max_length");
    expect(await refusal({ image: { image_id_list: ["not-there"] } })).toBe("error_param");
    expect(await refusal({ logistic_info: [{ logistic_id: 50_040, enabled: true }] })).toBe("error_invalid_logistic_info");
    expect(await refusal({ pre_order: { is_pre_order: true, days_to_ship: 2 } })).toBe("error_invalid_days_to_ship");
    expect(await refusal({ brand: { brand_id: 5, original_brand_name: "x" } })).toBe("error_invalid_brand");
    const supplement = {
      category_id: 101135,
      dimension: { package_length: 9, package_width: 9, package_height: 9 },
      brand: { brand_id: 2_000_001, original_brand_name: "Thương hiệu minh hoạ 1" },
      attribute_list: [{ attribute_id: 100_037, attribute_value_list: [{ value_id: 551 }] }],
    };
    expect(await refusal(supplement)).toBe("");
    expect(await refusal({ ...supplement, attribute_list: [] })).toBe("error_invalid_attribute");
    expect(await refusal({ ...supplement, brand: undefined })).toBe("error_invalid_brand");
    expect(await refusal({ ...supplement, dimension: undefined })).toBe("error_param");
    const own = (attribute_id: number) => ({
      attribute_list: [{ attribute_id, attribute_value_list: [{ value_id: 0, original_value_name: "Tự nhập" }] }],
    });
    expect([await refusal(own(100_037)), await refusal(own(100_110))]).toEqual(["", "error_invalid_attribute_value"]);
  });

  it("is listed by status and update time, page by page, and not beyond the end", async () => {
    const { seller, clock } = openShopee();
    const { add, get, post } = await seller();
    const first = await add();
    clock.advance(10_000);
    const middle = Math.floor(clock.now() / 1_000);
    for (let index = 0; index < 4; index += 1) await add({ item_status: "UNLIST" });
    await post("/product/delete_item", { item_id: first.item_id });
    const list = (more: object) => get("/product/get_item_list", { offset: 0, page_size: 2, item_status: ["UNLIST"], ...more });
    expect((await list({})).response).toMatchObject({ total_count: 4, has_next_page: true, next_offset: 2 });
    expect((await list({ item_status: ["UNLIST", "SELLER_DELETE"], page_size: 100 })).response.total_count).toBe(5);
    expect((await list({ update_time_to: middle - 1 })).response.total_count).toBe(0);
    expect((await list({ offset: 9 })).message).toContain("offset over limit");
    expect((await list({ page_size: 101 })).error).toBe("error_param");
    expect((await list({ item_status: "GONE" })).error).toBe("error_param_item_status");
  });

  it("is reviewed before it is sold, and a banned one says why and waits for its next review", async () => {
    const { seller, dials, clock, shopee, store } = openShopee();
    dials.reviewMs = 60_000;
    const { add, get, post } = await seller();
    const item = await add();
    const status = () => store.now(item).item_status;
    expect(status()).toBe("REVIEWING");
    const unlist = await post("/product/unlist_item", { item_list: [{ item_id: item.item_id, unlist: true }] });
    expect(unlist).toMatchObject({
      error: "error_unlist_item_all_failed",
      response: { failure_list: [{ item_id: item.item_id }] },
    });
    clock.advance(60_000);
    expect(status()).toBe("NORMAL");
    await shopee.app.request(`/items/${item.item_id}/ban`, {
      method: "POST",
      body: new URLSearchParams({ reason: "Ảnh sai" }),
    });
    expect(status()).toBe("BANNED");
    const { response } = await get("/product/get_item_violation_info", { item_id_list: item.item_id });
    expect(response.item_list).toMatchObject([
      { item_status: "BANNED", item_status_details: [{ violation_reason: "Ảnh sai" }] },
    ]);
    await post("/product/update_item", { item_id: item.item_id, description: "Ảnh đã sửa cho đúng." });
    expect(status()).toBe("REVIEWING");
    await shopee.app.request(`/items/${item.item_id}/approve`, { method: "POST" });
    expect(status()).toBe("NORMAL");
  });

  it("that is created a hundred at once is told under a task", async () => {
    const { seller } = openShopee();
    const { post, get, newItem } = await seller();
    const { response } = await post("/product/batch_add_item", { item_list: [newItem(), newItem({ category_id: 1 })] });
    const result = await get("/product/get_batch_task_result", { task_type: 4, task_id: String(response.task_id) });
    expect(result.response).toMatchObject({
      publish_status: 2,
      success_list: [{}],
      failed_list: [{ failed_reason: "Invalid category ID 1" }],
    });
  });
});

describe("variations", () => {
  it("void the model ids before them, and may be given only once the item is old enough", async () => {
    const { seller, dials, clock, store } = openShopee();
    dials.variationsAfterMs = 5_000;
    const { add, post, get } = await seller();
    const { item_id } = await add();
    expect((await post("/product/init_tier_variation", { item_id, ...two })).error).toBe("error_item_not_found");
    clock.advance(5_000);
    const first = models(await post("/product/init_tier_variation", { item_id, ...two }));
    expect(first.map(({ model_sku }) => model_sku)).toEqual(["HY-G", "HY-H"]);
    const again = await post("/product/init_tier_variation", { item_id, ...two });
    expect(again.message).toContain("not change");
    await post("/product/init_tier_variation", {
      item_id,
      standardise_tier_variation: [],
      model: [{ tier_index: [], original_price: 90_000, seller_stock: [{ stock: 3 }] }],
    });
    const read = await get("/product/get_model_list", { item_id });
    expect(models(read).map(({ model_id }) => model_id)).toEqual([0]);
    expect(
      (
        await post("/product/update_stock", {
          item_id,
          stock_list: [{ model_id: first[0]?.model_id, seller_stock: [{ stock: 1 }] }],
        })
      ).error,
    ).toBe("error_busi_update_stock_failed");
    const item = store.item(item_id);
    expect(item && store.now(item).stock).toBe(3);
  });

  it("are added, changed and deleted one by one; one left out of its tiers is deleted", async () => {
    const { seller } = openShopee();
    const { add, post, get } = await seller();
    const { item_id } = await add();
    const [bag, box] = models(await post("/product/init_tier_variation", { item_id, ...two }));
    if (!bag || !box) throw new Error("no models");
    const more = structuredClone(two.standardise_tier_variation);
    more[0]?.variation_option_list.push({ variation_option_id: 0, variation_option_name: "Thùng" });
    const kept = (list: { model_id: number }[]) =>
      list.map(({ model_id }) => ({ model_id, tier_index: [model_id === bag.model_id ? 0 : 1] }));
    await post("/product/update_tier_variation", { item_id, standardise_tier_variation: more, model_list: kept([bag, box]) });
    const added = await post("/product/add_model", {
      item_id,
      model_list: [{ tier_index: [2], original_price: 400_000, model_sku: "HY-T" }],
    });
    expect(models(added)).toHaveLength(1);
    await post("/product/update_model", { item_id, model: [{ model_id: bag.model_id, model_sku: "HY-G2" }] });
    await post("/product/delete_model", { item_id, model_id: box.model_id });
    const skus = async () => models(await get("/product/get_model_list", { item_id })).map(({ model_sku }) => model_sku);
    expect(await skus()).toEqual(["HY-G2", "HY-T"]);
    await post("/product/update_tier_variation", { item_id, standardise_tier_variation: more, model_list: kept([bag]) });
    expect(await skus()).toEqual(["HY-G2"]);
  });

  it("keep within five times the cheapest price, siblings included", async () => {
    const { seller } = openShopee();
    const { add, post } = await seller();
    const { item_id } = await add();
    const [bag, box] = models(await post("/product/init_tier_variation", { item_id, ...two }));
    const price = (rows: [number | undefined, number][]) =>
      post("/product/update_price", {
        item_id,
        price_list: rows.map(([model_id, original_price]) => ({ model_id, original_price })),
      });
    expect((await price([[box?.model_id, 600_000]])).error).toBe("error_update_price_fail");
    expect(
      (
        await price([
          [bag?.model_id, 150_000],
          [box?.model_id, 600_000],
        ])
      ).error,
    ).toBe("");
    expect((await price([[0, 150_000]])).error).toBe("error_edit_item_price_for_item_has_model");
  });
});

it("lists brands page by page, pending ones apart, and carriers with what is enabled", async () => {
  const { seller } = openShopee();
  const { get, post, image_id } = await seller();
  const brands = (offset: number, status = 1) =>
    get("/product/get_brand_list", { category_id: 101127, offset, page_size: 100, status });
  const first = await brands(0);
  expect(first.response).toMatchObject({ has_next_page: true, next_offset: 100, is_mandatory: false });
  expect((await brands(100)).response.has_next_page).toBe(false);
  const registered = await post("/product/register_brand", {
    original_brand_name: "Nhãn Phố Hiến",
    category_list: [101100],
    product_image: { image_id_list: [image_id] },
    brand_region: "VN",
  });
  expect((await brands(0, 2)).response.brand_list).toMatchObject([{ brand_id: registered.response.brand_id }]);
  const { response } = await get("/logistics/get_channel_list");
  expect((response.logistics_channel_list as { enabled: boolean }[]).map(({ enabled }) => enabled)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  const tree = await get("/product/get_attribute_tree", { category_id_list: "101127,101135", language: "vi" });
  const mandatory = (tree.response.list as { attribute_tree: { mandatory: boolean }[] }[]).map(
    ({ attribute_tree }) => attribute_tree.filter((each) => each.mandatory).length,
  );
  expect(mandatory).toEqual([0, 1]);
});

import { describe, expect, it } from "vitest";
import { hostedPicture, listed, openedLazada, png, productOf, sellerId } from "./opened.ts";

const page = ({ itemId, skuId }: { itemId: number; skuId: number }) => `/products/-i${itemId}-s${skuId}.html`;
async function signedIn(...options: Parameters<typeof openedLazada>) {
  const opened = openedLazada(...options);
  await opened.signIn();
  return opened;
}
const deactivate = (itemId: number) => ({ apiRequestBody: `<Request><Product><ItemId>${itemId}</ItemId></Product></Request>` });
const activate = ({ itemId, skuId }: { itemId: number; skuId: number }) => ({
  payload: `<Request><Product><ItemId>${itemId}</ItemId><Skus><Sku><SkuId>${skuId}</SkuId><Status>active</Status></Sku></Skus></Product></Request>`,
});

describe("pictures", () => {
  it("are taken in as JPG or PNG of 330 to 5000 px and 3,145,728 bytes", async () => {
    const { call } = await signedIn();
    const upload = (image: Blob) => call("POST", "/image/upload", {}, { files: { image } });
    expect(await upload(png(330, 5_000))).toMatchObject({
      code: "0",
      data: { image: { hash_code: expect.stringMatching(/^\w{32}$/) } },
    });
    expect(await upload(png(329, 800))).toMatchObject({ code: "302" });
    expect(await upload(new Blob(["GIF89a"]))).toMatchObject({ code: "300" });
    expect(await upload(new Blob([new Uint8Array(3_145_729)]))).toMatchObject({ code: "303" });
  });

  it("are moved by address, one at once and up to 8 a while later", async () => {
    const { post, get, clock } = await signedIn();
    const many = (urls: readonly string[]) =>
      post("/images/migrate", {
        payload: `<Request><Images>${urls.map((url) => `<Url>${url}</Url>`).join("")}</Images></Request>`,
      });
    const one = (url: string) => post("/image/migrate", { payload: `<Request><Image><Url>${url}</Url></Image></Request>` });
    expect(await one("https://img.example.vn/a.jpg?x=1&amp;y=2")).toMatchObject({ code: "0" });
    expect(await one("https://img.example.vn/a.jpg?x=1&y=2")).toMatchObject({ code: "5" });
    expect(await one("http://127.0.0.1/a.jpg")).toMatchObject({ code: "302" });
    const { batch_id } = await many(["https://img.example.vn/a.jpg", "https://img.example.vn:8443/b.jpg"]);
    const read = () => get("/image/response/get", { batch_id: String(batch_id) });
    expect(await read()).toMatchObject({ data: { images: [], errors: [] } });
    clock.advance(1_000);
    expect(await read()).toMatchObject({
      data: { images: [{}], errors: [{ original_url: "https://img.example.vn:8443/b.jpg" }] },
    });
    expect(await many(Array.from({ length: 9 }, (_, index) => `https://img.example.vn/${index}.jpg`))).toMatchObject({
      code: "301",
    });
  });
});

describe("a product", () => {
  it("is created from JSON and from XML alike, is read back in both manners of names, and has a page", async () => {
    const opened = await signedIn();
    const { get, post } = opened;
    const first = await listed(opened);
    const picture = await hostedPicture(opened);
    const xml = `<?xml version="1.0" encoding="UTF-8"?><Request><Product><PrimaryCategory>10100391</PrimaryCategory>
      <Images><Image>${picture}</Image></Images><Attributes><name><![CDATA[Trà sen & hoa]]></name><brand>No Brand</brand></Attributes>
      <Skus><Sku><SellerSku>HY00000002</SellerSku><price>90000.00</price><package_weight>0.1</package_weight>
      <package_length>10</package_length><package_width>10</package_width><package_height>10</package_height></Sku></Skus></Product></Request>`;
    expect(await post("/product/create", { payload: xml })).toMatchObject({ code: "0", data: { item_status: "Active" } });

    const list = await get("/products/get", { filter: "live", limit: "50" });
    expect(list).toMatchObject({
      data: {
        total_products: 2,
        products: [
          {
            item_id: first.itemId,
            status: "Active",
            primary_category: 10_100_387,
            skus: [
              {
                SkuId: first.skuId,
                SellerSku: "HY00000001",
                Status: "active",
                price: 180_000,
                quantity: 5,
                package_weight: "0.52",
              },
            ],
          },
          { attributes: { name: "Trà sen & hoa", brand: "No Brand" }, skus: [{ price: 90_000, quantity: 0 }] },
        ],
      },
    });
    const detail = await get("/product/item/get", { item_id: String(first.itemId) });
    expect(detail).toMatchObject({ data: { itemId: first.itemId, primaryCategory: 10_100_387, createdTime: "1767225600000" } });
    const { skus } = detail.data as { skus: { Url: string }[] };
    expect(skus[0]?.Url).toBe(`http://lazada.invalid/lazada${page(first)}`);
    expect((await opened.page(page(first))).status).toBe(200);
    opened.lazada.store.dials.detailInSnakeCase = true;
    expect(await get("/product/item/get", { item_id: String(first.itemId) })).toMatchObject({
      data: { item_id: first.itemId },
    });
  });

  it.each<[string, Parameters<typeof productOf>[1], string]>([
    ["a category that is not the last", { product: { PrimaryCategory: "10100000" } }, "4134"],
    ["a category that is unknown", { product: { PrimaryCategory: "1" } }, "4227"],
    ["a category that is no longer used", { product: { PrimaryCategory: "10100399" } }, "4228"],
    ["an attribute its category wants", { product: { PrimaryCategory: "10002019" } }, "4110"],
    ["a value that is no option", { attributes: { storage_instruction: "Tủ lạnh" } }, "4115"],
    ["a brand of elsewhere", { attributes: { brand_id: "1" } }, "4142"],
    ["a name that is missing", { attributes: { name: "" } }, "4108"],
    ["a name over 255", { attributes: { name: "a".repeat(256) } }, "4160"],
    ["no picture", { product: { Images: { Image: [] } } }, "4139"],
    ["a picture of elsewhere", { product: { Images: { Image: ["https://img.example.vn/a.jpg"] } } }, "4138"],
    ["a price of nothing", { sku: { price: "0" } }, "4118"],
    ["no price", { sku: { price: undefined } }, "1"],
    ["a part of a đồng", { sku: { price: "1000.5" } }, "4104"],
    ["a special price that is not lower", { sku: { special_price: "180000" } }, "4157"],
    ["fewer than none", { sku: { quantity: "-1" } }, "4152"],
    ["a size with three decimals", { sku: { package_width: "1.555" } }, "4149"],
    ["a value in a SKU that is no text", { sku: { price: 180_000 } }, "1001"],
  ])("is refused for %s", async (_why, more, code) => {
    const opened = await signedIn();
    const picture = await hostedPicture(opened);
    expect(await opened.post("/product/create", { payload: productOf(picture, more) })).toMatchObject({ code });
    expect(opened.lazada.store.state.items).toEqual([]);
  });

  it("is refused under the umbrella code, why being told in detail, for several causes or where the dial says so", async () => {
    const opened = await signedIn();
    const picture = await hostedPicture(opened);
    const both = productOf(picture, { attributes: { brand_id: "1" }, sku: { price: "0" } });
    expect(await opened.post("/product/create", { payload: both })).toMatchObject({
      code: "500",
      type: "ISP",
      detail: [{ field: "price", message: "4118:BIZ_CHECK_PRICE_IS_ZERO", seller_sku: "HY00000001" }, { field: "brand" }],
    });
    opened.lazada.store.dials.umbrellaCodes = true;
    const one = productOf(picture, { sku: { quantity: "-1" } });
    expect(await opened.post("/product/create", { payload: one })).toMatchObject({
      code: "500",
      detail: [{ field: "quantity" }],
    });
  });

  it("may not take a seller SKU that is in use, unless the dial lets it", async () => {
    const opened = await signedIn();
    await listed(opened);
    const payload = productOf(await hostedPicture(opened));
    expect(await opened.post("/product/create", { payload })).toMatchObject({ code: "4105" });
    opened.lazada.store.dials.sellerSkuUnique = false;
    expect(await opened.post("/product/create", { payload })).toMatchObject({ code: "0" });
    expect(await opened.get("/products/get", { sku_seller_list: '["HY00000001"]' })).toMatchObject({
      data: { total_products: 2 },
    });
  });

  it("is changed by item and SKU id alone, and looked at again", async () => {
    const opened = await signedIn();
    const { post, get, lazada, clock } = opened;
    const { itemId, skuId } = await listed(opened);
    lazada.store.dials.reviewMs = 60_000;
    const update = (sku: object, attributes: object = {}) =>
      post("/product/update", {
        payload: JSON.stringify({
          Request: { Product: { ItemId: String(itemId), Attributes: attributes, Skus: { Sku: [sku] } } },
        }),
      });
    expect(await update({ SellerSku: "HY00000001", price: "170000" })).toMatchObject({ code: "4216" });
    expect(await update({ SkuId: "1", price: "170000" })).toMatchObject({ code: "207" });
    expect(await update({ SkuId: String(skuId), price: "170000" }, { name: "Long nhãn" })).toMatchObject({
      code: "0",
      data: { item_status: "Pending QC" },
    });
    expect(await get("/products/get", { filter: "pending" })).toMatchObject({
      data: { products: [{ status: "Pending QC", attributes: { name: "Long nhãn" }, skus: [{ price: 170_000 }] }] },
    });
    expect((await opened.page(page({ itemId, skuId }))).status).toBe(404);
    clock.advance(60_000);
    expect(await get("/products/get", { filter: "live" })).toMatchObject({ data: { total_products: 1 } });
    expect(
      await post("/product/update", { payload: `<Request><Product><ItemId>1</ItemId></Product></Request>` }),
    ).toMatchObject({
      code: "4137",
    });
  });

  it("is taken from sale without review and put back with it", async () => {
    const opened = await signedIn();
    const { post, get } = opened;
    const listing = await listed(opened);
    expect(await post("/product/deactivate", deactivate(listing.itemId))).toMatchObject({ code: "0", data: {} });
    expect((await opened.page(page(listing))).status).toBe(404);
    expect(await get("/products/get", { filter: "inactive" })).toMatchObject({
      data: { products: [{ status: "InActive", skus: [{ Status: "inactive" }] }] },
    });
    expect(await post("/product/deactivate", deactivate(listing.itemId))).toMatchObject({ code: "E0004" });
    expect(await post("/product/deactivate", deactivate(1))).toMatchObject({ code: "E0002" });
    expect(await post("/product/update", activate(listing))).toMatchObject({ code: "0", data: { item_status: "Active" } });
    expect((await opened.page(page(listing))).status).toBe(200);
  });

  it("is deleted by its two ids, and seen only among the deleted", async () => {
    const opened = await signedIn();
    const { post, get } = opened;
    const { itemId, skuId } = await listed(opened);
    expect(await post("/product/remove", { seller_sku_list: '["HY00000001"]' })).toMatchObject({ code: "6" });
    expect(await post("/product/remove", { sku_id_list: '["SkuId_1_1"]' })).toMatchObject({
      code: "503",
      detail: [{ field: "SkuId_1_1" }],
    });
    expect(await post("/product/remove", { sku_id_list: `["SkuId_${itemId}_${skuId}"]` })).toMatchObject({ code: "0" });
    expect(await get("/products/get", { filter: "deleted" })).toMatchObject({ data: { products: [{ status: "Deleted" }] } });
    expect(await get("/products/get", { filter: "live" })).toMatchObject({ data: { total_products: 0 } });
    expect(await post("/product/create", { payload: productOf(await hostedPicture(opened)) })).toMatchObject({ code: "0" });
  });

  it("belongs to its seller alone", async () => {
    const opened = await signedIn();
    const { itemId } = await listed(opened);
    await opened.signIn(1_000_002);
    expect(await opened.get("/product/item/get", { item_id: String(itemId) })).toMatchObject({
      code: "EDIT_ITEM_NOT_BELONG_SELLER",
    });
    expect(await opened.get("/products/get", {})).toMatchObject({ data: { total_products: 0 } });
    expect(await opened.post("/product/deactivate", deactivate(itemId))).toMatchObject({ code: "E0002" });
  });
});

describe("the page of a shop", () => {
  it("writes only what a person changed on it, however long it was open", async () => {
    const opened = await signedIn();
    const { itemId, skuId } = await listed(opened);
    const shown = { sku: String(skuId), wasName: "Long nhãn Hưng Yên", wasPrice: "180000", wasUnits: "5" };
    await opened.control("/orders", { lines: [{ skuId, quantity: 2 }] });
    await opened.page(`/items/${itemId}/edit`, { ...shown, name: "Long nhãn", price: "180000", units: "5" });
    const read = () => opened.get("/product/item/get", { item_id: String(itemId) });
    expect(await read()).toMatchObject({
      data: { attributes: { name: "Long nhãn" }, skus: [{ quantity: 3, price: 180_000 }] },
    });
    await opened.page(`/items/${itemId}/edit`, { ...shown, name: "Long nhãn", price: "190000", units: "9" });
    expect(await read()).toMatchObject({ data: { skus: [{ quantity: 9, price: 190_000 }] } });
    const refused = await opened.page(`/items/${itemId}/edit`, { ...shown, name: "", price: "1", units: "1" });
    expect(decodeURIComponent(refused.headers.get("location") ?? "")).toContain("Chưa lưu");
    const page = await (await opened.page(`/shops/${sellerId}`)).text();
    expect(page).toContain("mô phỏng, không phải Lazada");
  });
});

describe("a review", () => {
  it("passes after its time, and says so in a status a list can be filtered by", async () => {
    const opened = await signedIn({ reviewMs: 86_400_000 });
    const listing = await listed(opened);
    expect(await opened.get("/products/get", { filter: "pending" })).toMatchObject({ data: { total_products: 1 } });
    opened.clock.advance(86_400_000);
    expect(await opened.get("/products/get", { filter: "live" })).toMatchObject({ data: { total_products: 1 } });
    expect((await opened.page(page(listing))).status).toBe(200);
  });

  it("refuses for a reason: by a fault, or by the marketplace's people", async () => {
    const opened = await signedIn({ reviewMs: 1_000 });
    opened.lazada.faults.failNext("review-rejected");
    const { itemId } = await listed(opened);
    opened.clock.advance(1_000);
    const rejected = () => opened.get("/products/get", { filter: "rejected" });
    expect(await rejected()).toMatchObject({
      data: { products: [{ status: "InActive", subStatus: "Rejected", rejectReason: [{}] }] },
    });
    await opened.page(`/items/${itemId}/approve`, {});
    expect(await rejected()).toMatchObject({ data: { total_products: 0 } });
    await opened.page(`/items/${itemId}/reject`, { reason: "Ảnh mờ" });
    expect(await rejected()).toMatchObject({ data: { products: [{ rejectReason: [{ violationDetail: "Ảnh mờ" }] }] } });
  });

  it("may lock a product, which is then refused any change", async () => {
    const opened = await signedIn();
    const listing = await listed(opened);
    await opened.page(`/items/${listing.itemId}/lock`, { reason: "Hàng cấm" });
    expect(await opened.post("/product/update", activate(listing))).toMatchObject({ code: "4155" });
    expect(await opened.get("/products/get", { filter: "rejected" })).toMatchObject({
      data: { products: [{ subStatus: "Lock" }] },
    });
  });

  it("leaves what was on sale there, where the dial says so", async () => {
    const opened = await signedIn();
    const listing = await listed(opened);
    Object.assign(opened.lazada.store.dials, { reviewMs: 1_000, liveDuringReview: true });
    await opened.post("/product/update", activate(listing));
    expect((await opened.page(page(listing))).status).toBe(200);
  });

  it("follows a create that asks not to be on sale only where the dial says so", async () => {
    for (const [createHonoursStatus, status] of [
      [false, "Active"],
      [true, "InActive"],
    ] as const) {
      const opened = await signedIn({ createHonoursStatus });
      const payload = productOf(await hostedPicture(opened), { sku: { Status: "inactive" } });
      expect(await opened.post("/product/create", { payload })).toMatchObject({ data: { item_status: status } });
    }
  });
});

describe("lists of products", () => {
  it("are late by their dials, search the latest of all", async () => {
    const opened = await signedIn({ readLagMs: 1_000, listLagMs: 2_000, searchLagMs: 3_000 });
    const { itemId } = await listed(opened);
    const total = async (parameters: Record<string, string>) =>
      ((await opened.get("/products/get", parameters)).data as { total_products: number }).total_products;
    const seen = async () => [
      (await opened.get("/product/item/get", { item_id: String(itemId) })).code,
      await total({}),
      await total({ sku_seller_list: '["HY00000001"]' }),
    ];
    expect(await seen()).toEqual(["208", 0, 0]);
    opened.clock.advance(1_000);
    expect(await seen()).toEqual(["0", 0, 0]);
    opened.clock.advance(1_000);
    expect(await seen()).toEqual(["0", 1, 0]);
    opened.clock.advance(3_000);
    expect(await seen()).toEqual(["0", 1, 1]);
  });

  it.each([
    [{ limit: "51" }, "19"],
    [{ offset: "10001" }, "14"],
    [{ filter: "visible" }, "36"],
    [{ create_after: "2026-01-01" }, "17"],
    [{ sku_seller_list: "HY00000001" }, "70"],
  ])("refuse %o", async (parameters, code) => {
    const { get } = await signedIn();
    expect(await get("/products/get", parameters as Record<string, string>)).toMatchObject({ code });
  });

  it("give SKUs of one product on two pages where the dial splits them", async () => {
    const opened = await signedIn({ splitsItems: true });
    const payload = productOf(await hostedPicture(opened), {
      product: {
        Skus: {
          Sku: ["Đỏ", "Xanh"].map((color_family, index) => ({
            SellerSku: `HY0000000${index}`,
            saleProp: { color_family },
            price: "1000",
            package_weight: "1",
            package_length: "1",
            package_width: "1",
            package_height: "1",
          })),
        },
      },
    });
    expect(await opened.post("/product/create", { payload })).toMatchObject({ code: "0" });
    for (const [offset, sku] of ["HY00000000", "HY00000001"].entries())
      expect(await opened.get("/products/get", { limit: "1", offset: String(offset) })).toMatchObject({
        data: { total_products: 1, products: [{ skus: [{ SellerSku: sku }] }] },
      });
  });
});

describe("the tree", () => {
  it("is told in the language asked for, with the attributes of a leaf and pages of brands", async () => {
    const { get, clock } = await signedIn();
    expect(await get("/category/tree/get", { language_code: "vi_VN" })).toMatchObject({
      data: [{ category_id: 10_100_000, name: "Thực phẩm và đồ uống", leaf: false, children: [{ leaf: true }, {}] }, {}],
    });
    const attributes = await get("/category/attributes/get", { primary_category_id: "10002019" });
    expect(attributes.data).toContainEqual(
      expect.objectContaining({ name: "material", is_mandatory: 1, attribute_type: "normal" }),
    );
    expect(await get("/category/attributes/get", { primary_category_id: "1" })).toMatchObject({ code: "4227" });
    const brands = () => get("/category/brands/query", { startRow: "0", pageSize: "200" });
    expect(await brands()).toMatchObject({ success: true, data: { total_record: 3, module: [{ brand_id: 30_768 }, {}, {}] } });
    for (let index = 0; index < 29; index += 1) await brands();
    expect(await brands()).toMatchObject({ code: "0", success: true, data: { module: [] } });
    clock.advance(1_000);
    expect(await brands()).toMatchObject({ data: { total_record: 3 } });
  });

  it("says whose shop it is", async () => {
    const { get } = await signedIn();
    expect(await get("/seller/get")).toMatchObject({ data: { seller_id: sellerId, verified: true, cb: false } });
    expect(await get("/product/seller/item/limit")).toMatchObject({
      code: "0",
      success: false,
      errorCodes: ["ONLY_CB_SELLER_SUPPORTED"],
    });
  });
});

import { describe, expect, it } from "vitest";
import { opened, type Wire, wanted } from "./opened.ts";

const slow = { processingMs: 1_000, reviewMs: 5_000 };

describe("a product request", () => {
  it("goes through queue, processing and reviews, and its products are off sale until switched on", async () => {
    const { api, clock } = opened(slow);
    const asked = await api("POST", "/v2.1/requests", wanted());
    expect(asked.body).toEqual({ track_id: expect.stringMatching(/^[0-9a-f]{32}$/), state: "queuing" });
    const track = async () => (await api("GET", `/v2/tracking/${String(asked.body.track_id)}`)).body;
    const states = [(await track()).state];
    for (const ms of [1_000, 1_000, 5_000, 5_000]) {
      clock.advance(ms);
      states.push((await track()).state);
    }
    expect(states).toEqual(["queuing", "processing", "bot_awaiting_approve", "awaiting_approve", "approved"]);
    const { request_id, reason } = await track();
    expect(reason).toBe("");
    const { body } = await api("GET", `/v2/requests/${String(request_id)}`);
    expect(body).toMatchObject({ state: "approved", kind: "create_product", reasons: null });
    const [product] = body.products as readonly Wire[];
    expect(product).toMatchObject({ active: 0, original_sku: "HY00000001", price: 189_000 });
  });

  it("switches its products on where it asked for that", async () => {
    const { api } = opened();
    await api("POST", "/v2.1/requests", wanted({ meta_data: { is_auto_turn_on: true } }));
    expect((await api("GET", "/v2.1/products")).body.data[0]).toMatchObject({ active: 1 });
  });

  it("has its papers looked at first, and is refused without them where its category asks for some", async () => {
    const { api, clock } = opened(slow);
    const state = async (more: Record<string, unknown>) => {
      const { body } = await api("POST", "/v2.1/requests", wanted({ category_id: 54_345, ...more }));
      clock.advance(2_000);
      return (await api("GET", `/v2/tracking/${String(body.track_id)}`)).body;
    };
    expect((await state({ certificate_files: ["https://cdn.example.vn/giay.pdf"] })).state).toBe("md_awaiting_approve");
    expect(await state({ sku: "HY00000002" })).toMatchObject({ state: "rejected", request_id: null });
  });

  it("is refused at once with texts when its body is wrong", async () => {
    const { api } = opened();
    const errors = async (more: Record<string, unknown>) => {
      const { status, body } = await api("POST", "/v2.1/requests", wanted(more));
      return [status, ...(body.errors ?? [])];
    };
    expect(await errors({ category_id: 1 })).toEqual([404, "Category not found id: 1"]);
    expect(await errors({ category_id: 4_384 })).toEqual([422, "Category 4384 is not primary"]);
    expect(await errors({ variant: { price: 1.5 } })).toEqual([422, expect.stringContaining("variants.0.price")]);
    expect(await errors({ option_attributes: ["size", "color", "weight"] })).toContain(
      "option_attributes must not be more than 2",
    );
    expect(await errors({ option_attributes: ["color"] })).toContain(
      "variants don't match with option_attributes => variants option1 missing",
    );
    expect(await errors({ variant: { inventory_type: "cross_border" } })).toContain(
      "inventory_type cross_border is not registered",
    );
    expect(await errors({ variant: { seller_warehouse: "2034" } })).toContain("seller_warehouse 2034 is invalid");
    // §9.16: the fields of updateSku are not those of a request.
    expect(await errors({ variant: { warehouse_stocks: [{ warehouse_id: 1034, qty_available: 5 }] } })).toEqual([
      422,
      expect.stringContaining("warehouseId"),
      expect.stringContaining("qtyAvailable"),
    ]);
  });

  it("is refused later, for a text that holds JSON, when its content is wrong", async () => {
    const { api } = opened();
    const refused = async (more: Record<string, unknown>) => {
      const { body } = await api("POST", "/v2.1/requests", wanted(more));
      const told = (await api("GET", `/v2/tracking/${String(body.track_id)}`)).body;
      expect(told.state).toBe("rejected");
      return JSON.parse(String(told.reason)) as { errors: readonly { code: number; description: string }[] };
    };
    expect((await refused({ attributes: { brand: "No Brand" } })).errors).toHaveLength(2);
    expect((await refused({ image: "long-nhan.jpg" })).errors[0]?.description).toContain("can not be downloaded");
    await api("POST", "/v2.1/requests", wanted());
    expect((await refused({})).errors[0]).toMatchObject({ code: 420, description: "Product code HY00000001 is not unique" });
  });

  it("for a seller SKU that another pending one asks for becomes no twin, unless uniqueness is off", async () => {
    const twins = async (sellerSkuUnique: boolean) => {
      const { api, clock } = opened({ ...slow, sellerSkuUnique });
      await api("POST", "/v2.1/requests", wanted());
      await api("POST", "/v2.1/requests", wanted());
      clock.advance(60_000);
      return (await api("GET", "/v2/products/findBy?original_sku=HY00000001")).body.paging.total;
    };
    expect(await twins(true)).toBe(1);
    expect(await twins(false)).toBe(2);
  });

  it("with options becomes one product a variant below one master", async () => {
    const { api } = opened();
    const body = wanted({ option_attributes: ["weight"], variant: { option1: "500 g" } });
    const [variant] = body.variants as readonly object[];
    body.variants = [variant, { ...variant, sku: "HY00000002", option1: "1 kg" }];
    await api("POST", "/v2.1/requests", body);
    const { data } = (await api("GET", "/v2.1/products")).body;
    expect(data.map(({ name }) => name)).toEqual(["Long nhãn Hưng Yên - 1 kg", "Long nhãn Hưng Yên - 500 g"]);
    expect(new Set(data.map(({ master_id }) => master_id)).size).toBe(1);
  });

  it("that hangs goes on once it is replayed under the same track_id, as long as its payload is kept", async () => {
    const { api, clock, tiki } = opened({ ...slow, payloadKeptMs: 100_000 });
    tiki.faults.failNext("stuck-request");
    const { track_id } = (await api("POST", "/v2.1/requests", wanted())).body;
    const path = `/v2/tracking/${String(track_id)}`;
    clock.advance(50_000);
    expect((await api("GET", path)).body.state).toBe("processing");
    expect((await api("POST", `${path}/replay`)).body).toEqual({ track_id, state: "queuing" });
    clock.advance(60_000);
    expect((await api("GET", path)).body.state).toBe("approved");
    expect((await api("POST", `${path}/replay`)).status).toBe(422);
  });

  it("is forgotten by its track_id after 30 days", async () => {
    const { api, clock, ownToken, send } = opened();
    const { track_id } = (await api("POST", "/v2.1/requests", wanted())).body;
    clock.advance(31 * 86_400_000);
    const headers = { authorization: `Bearer ${await ownToken()}` };
    expect((await send("GET", `/integration/v2/tracking/${String(track_id)}`, { headers })).status).toBe(404);
  });

  it("can be approved, refused with a reason, locked and deleted while it waits", async () => {
    const { api, clock, control } = opened({ ...slow, approval: "by-hand" });
    const ask = async (sku: string) => {
      const { body } = await api("POST", "/v2.1/requests", wanted({ sku }));
      clock.advance(20_000);
      return String(body.track_id);
    };
    const track = async (id: string) => (await api("GET", `/v2/tracking/${id}`)).body;
    const [kept, refused, dropped] = [await ask("HY00000001"), await ask("HY00000002"), await ask("HY00000003")];
    expect((await track(kept)).state).toBe("awaiting_approve");
    await control("POST", `/requests/${refused}`, { review: "reject", reason: "Ảnh mờ" });
    expect(await track(refused)).toMatchObject({ state: "rejected", reason: expect.stringContaining("Ảnh mờ") });
    await control("POST", `/requests/${kept}`, { review: "lock" });
    expect((await track(kept)).state).toBe("locked");
    await control("POST", `/requests/${kept}`, { review: "unlock" });
    await control("POST", `/requests/${kept}`, { review: "approve" });
    expect((await track(kept)).state).toBe("approved");
    const { request_id } = await track(dropped);
    expect((await api("DELETE", `/v2/requests/${String(request_id)}`)).body).toEqual({ request_id, state: "deleted" });
    expect((await control("POST", `/requests/${dropped}`, { review: "approve" })).status).toBe(409);
    const states = (await api("GET", "/v2/requests?include=products")).body.data.map(({ state }) => state);
    expect(states).toEqual(["deleted", "rejected", "approved"]);
  });
});

describe("a product", () => {
  it("is found by its id, its seller SKU and in lists only after each one's lag", async () => {
    const { api, clock } = opened({ readLagMs: 1_000, searchLagMs: 2_000, listLagMs: 3_000 });
    const asked = await api("POST", "/v2.1/requests", wanted());
    expect(asked.status).toBe(200);
    const [created] = (await api("GET", `/v2/requests/findBy?track_id=${String(asked.body.track_id)}`)).body
      .products as readonly Wire[];
    const seen = async () => [
      (await api("GET", `/v2.1/products/${String(created?.product_id)}`)).status,
      (await api("GET", "/v2/products/findBy?original_sku=HY00000001")).body.paging.total,
      (await api("GET", "/v2.1/products")).body.paging.total,
    ];
    const steps = [await seen()];
    for (let second = 0; second < 3; second += 1) {
      clock.advance(1_000);
      steps.push(await seen());
    }
    expect(steps).toEqual([
      [404, 0, 0],
      [200, 0, 0],
      [200, 1, 0],
      [200, 1, 1],
    ]);
  });

  it("is told in the words of each version of the path", async () => {
    const { onSale, api } = opened();
    const id = await onSale("HY00000001", 5);
    const old = (await api("GET", `/v2/products/${id}`)).body;
    expect(old).toMatchObject({ id, active: "1", created_at: "2026-03-10 09:00:00" });
    expect(old).not.toHaveProperty("product_id");
    const young = (await api("GET", `/v2.1/products/${id}?include=inventory,attributes,categories,images,seller`)).body;
    expect(young).toMatchObject({
      id,
      product_id: id,
      active: 1,
      inventory: { quantity_available: 5, quantity_reserved: 0, quantity_saleable: 5 },
      attributes: { brand: { value: "No Brand" } },
      seller: { id: 310_001 },
    });
    expect(old).not.toHaveProperty("inventory");
  });

  it("takes price and switch at once, by id or seller SKU, and nothing of what needs a review", async () => {
    const { onSale, api } = opened();
    const id = await onSale("HY00000001", 5);
    const put = (body: object) => api("PUT", "/v2.1/products/updateSku", body);
    const told = await put({ original_sku: "HY00000001", price: 150_000, active: 0, market_price: 1, name: "khác" });
    expect(told).toMatchObject({ status: 200, body: { state: "approved" } });
    expect((await api("GET", `/v2.1/products/${id}`)).body).toMatchObject({
      price: 150_000,
      active: 0,
      market_price: 219_000,
      name: "Long nhãn Hưng Yên",
    });
    expect((await put({ product_id: id, price: 21_899 })).body.errors).toEqual([
      "Price is not valid because less than ten percent listing price",
    ]);
    expect((await put({ price: 150_000 })).status).toBe(400);
    expect((await put({ product_id: 1 })).status).toBe(404);
    expect((await put({ product_id: id, original_sku: "HY00000002" })).status).toBe(422);
    expect((await put({ product_id: id, warehouse_quantities: [{ warehouse_id: 2034, qty_available: 1 }] })).status).toBe(422);
    expect((await api("GET", "/v2.1/products/updateSkus")).status).toBe(404);
    expect((await api("POST", "/v2.1/products/updateSku", {})).status).toBe(405);
  });

  it("takes market price, name, text and pictures by a reviewed request of its own states", async () => {
    const { onSale, api, clock, tiki } = opened();
    const id = await onSale("HY00000001", 5);
    Object.assign(tiki.dials(), slow);
    const { track_id } = (
      await api("POST", "/v2.1/requests/updateProductInfo", { product_id: id, market_price: 250_000, name: "Long nhãn mới" })
    ).body;
    const state = async () => (await api("GET", `/v2/tracking/${String(track_id)}`)).body.state;
    clock.advance(2_000);
    expect(await state()).toBe("update_product_awaiting_approve");
    clock.advance(5_000);
    expect(await state()).toBe("update_product_approved");
    expect((await api("GET", `/v2.1/products/${id}`)).body).toMatchObject({ market_price: 250_000, name: "Long nhãn mới" });
  });

  it("keeps everything while its seller does not allow updates, and says approved all the same", async () => {
    const { onSale, api } = opened();
    const id = await onSale("HY00000001", 5);
    const allow = (can_update_product: 0 | 1) => api("POST", "/v1/sellers/me/updateCanUpdateProduct", { can_update_product });
    expect((await allow(0)).body).toEqual({ message: "success" });
    const put = (price: number) => api("PUT", "/v2.1/products/updateSku", { product_id: id, price });
    expect((await put(100_000)).body).toEqual({ state: "approved" });
    expect((await api("GET", `/v2.1/products/${id}`)).body.price).toBe(189_000);
    await allow(1);
    await put(100_000);
    expect((await api("GET", `/v2.1/products/${id}`)).body.price).toBe(100_000);
  });

  it("in a promotion keeps its price, its place on sale and its stock, unless nothing is locked", async () => {
    const { onSale, api, control, tiki, setUnits } = opened();
    const id = await onSale("HY00000001", 5);
    await control("POST", `/products/${id}`, { promotion: 150_000 });
    const put = async (body: object) => (await api("PUT", "/v2.1/products/updateSku", { product_id: id, ...body })).status;
    expect([await put({ price: 180_000 }), await put({ active: 0 }), (await setUnits(id, 4)).status]).toEqual([422, 422, 422]);
    expect((await setUnits(id, 6)).status).toBe(200);
    tiki.dials().promotionLocks = false;
    expect([await put({ price: 180_000 }), await put({ active: 0 })]).toEqual([200, 200]);
  });

  it("gets another seller SKU that no other product has", async () => {
    const { onSale, api } = opened();
    const id = await onSale("HY00000001", 5);
    await onSale("HY00000002", 5);
    const rename = (original_sku: string) => api("POST", "/v2/products/updateOriginalSku", { product_id: id, original_sku });
    expect((await rename("HY00000002")).status).toBe(422);
    expect((await rename("HY00000003")).body).toEqual({ state: "approved" });
    expect((await api("GET", "/v2/products/findBy?original_sku=HY00000003")).body.data[0]?.id).toBe(id);
  });
});

describe("lists", () => {
  it("give no more a page than the cap, whatever is asked for, and say how far they go", async () => {
    const { onSale, api } = opened({ pageCap: 2 });
    for (const number of [1, 2, 3, 4, 5]) await onSale(`HY0000000${number}`, 1);
    const first = (await api("GET", "/v2.1/products?limit=100")).body;
    expect(first.data).toHaveLength(2);
    expect(first.paging).toEqual({ total: 5, current_page: 1, from: 0, to: 2, per_page: 2, last_page: 3 });
    expect((await api("GET", "/v2.1/products?limit=100&page=3")).body.data).toHaveLength(1);
    expect((await api("GET", "/v2.1/products?limit=101")).body.errors).toEqual(["limit must not be greater than 100"]);
    expect((await api("GET", "/v2.1/products?page=0")).status).toBe(400);
    expect((await api("GET", "/v2.1/products?created_from_date=2026-03-10%2009:00:01")).body.paging.total).toBe(0);
    expect((await api("GET", "/v2.1/products?created_from_date=yesterday")).status).toBe(400);
  });
});

describe("the tree", () => {
  it("shows categories, what each asks for and the values of a choice", async () => {
    const { api } = opened();
    const primary = (await api("GET", "/v2/categories?lang=vi&is_primary=1")).body.data;
    expect(primary).toContainEqual(expect.objectContaining({ id: 54_330, name: "Đặc sản, thực phẩm chế biến", is_primary: 1 }));
    expect((await api("GET", "/v2/categories?parent=4384")).body.data).toHaveLength(3);
    expect((await api("GET", "/v2/categories/1")).body.errors).toEqual(["Category not found id: 1"]);
    expect((await api("GET", "/v2/categories/54330/attributes")).body.data).toContainEqual(
      expect.objectContaining({ id: 603, code: "brand", is_required: 1, input_type: "select" }),
    );
    expect((await api("GET", "/v2/attributes/603/values?q=ocop")).body.data).toEqual([{ id: 60_302, value: "OCOP Hưng Yên" }]);
    expect((await api("GET", "/v2/categories/54330/optionLabels")).status).toBe(200);
    expect((await api("GET", "/v1/categories")).status).toBe(404);
  });

  it("shows a seller's warehouses and which of them serve a warehouse of the marketplace", async () => {
    const { api } = opened();
    const { data } = (await api("GET", "/v2/sellers/me/warehouses?type=requisition")).body;
    expect(data.map(({ warehouse_id }) => warehouse_id)).toEqual([1034, 1015]);
    expect((await api("GET", "/v2/seller-inventories?tiki_warehouse_codes=hn,sgn")).body.mappings).toEqual([
      { tiki_warehouse_code: "hn", seller_inventory_ids: [1034, 1015] },
    ]);
  });
});

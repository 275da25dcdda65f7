import { ShopeeSDK } from "@congminh1254/shopee-sdk";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createShopee, type Shopee } from "./marketplace.ts";
import { partner, png, shopId } from "./opened.ts";

/** A client of the real Shopee that nobody here wrote, against the simulator: if they disagree, the document says who is right. */
let shopee: Shopee;
let host: string;
let close: () => void;
let sdk: ShopeeSDK;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    const server = serve(
      { fetch: (request, env) => shopee.app.fetch(request, env), port: 0, hostname: "127.0.0.1" },
      ({ port }) => {
        host = `http://127.0.0.1:${port}`;
        ready();
      },
    );
    close = () => {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    };
  });
});
afterAll(() => close());
beforeEach(async () => {
  // It signs the whole path of its base address, so the simulator stands at the root of its host.
  shopee = createShopee({ base: "", partner });
  Object.assign(shopee.store.state.dials, {
    readLagMs: 0,
    listLagMs: 0,
    searchLagMs: 0,
    orderListLagMs: 0,
    variationsAfterMs: 0,
  });
  sdk = new ShopeeSDK({
    partner_id: partner.id,
    partner_key: partner.key,
    shop_id: shopId,
    base_url: `${host}/api/v2`,
    base_auth_url: `${host}/auth`,
  });
  const page = await fetch(sdk.getAuthorizationUrl("http://127.0.0.1/back", { state: "once" }));
  expect(await page.text()).toContain("Cho phép ứng dụng quản lý gian hàng?");
  const agreed = await fetch(`${host}/auth`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ redirect_uri: "http://127.0.0.1/back", state: "once", shop_id: String(shopId) }),
  });
  const back = new URL(agreed.headers.get("location") ?? "").searchParams;
  await sdk.authenticateWithCode(back.get("code") ?? "", Number(back.get("shop_id")));
});

async function listed(): Promise<number> {
  const { response } = await sdk.mediaSpace.uploadImage({ image: Buffer.from(png) });
  const added = await sdk.product.addItem({
    item_name: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy dẻo, gói 500 g.",
    original_price: 180_000,
    weight: 0.5,
    category_id: 101127,
    item_sku: "HY00000001",
    item_status: "NORMAL",
    image: { image_id_list: [response.image_info?.image_id] },
    logistic_info: [{ logistic_id: 50_021, enabled: true }],
    brand: { brand_id: 0, original_brand_name: "No Brand" },
    seller_stock: [{ stock: 10 }],
  } as Parameters<typeof sdk.product.addItem>[0]);
  return added.response.item_id;
}
async function bought(itemId: number, quantity = 1): Promise<string> {
  const answer = await fetch(`${host}/control/orders`, {
    method: "POST",
    body: JSON.stringify({ shopId, lines: [{ itemId, quantity }] }),
  });
  const { order_sn } = (await answer.json()) as { order_sn: string };
  return order_sn;
}
const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return (error as { data?: { error?: string } }).data?.error;
  }
};

describe("another's client", () => {
  it("signs in, refreshes, and renews by itself when its token has ended", async () => {
    const first = await sdk.getAuthToken();
    expect(await sdk.shop.getShopInfo()).toMatchObject({
      shop_name: "Gian hàng OCOP Hưng Yên",
      region: "VN",
      status: "NORMAL",
    });
    const second = await sdk.refreshToken();
    expect(second?.access_token).not.toBe(first?.access_token);
    shopee.faults.failNext("token-expired");
    expect(await sdk.shop.getShopInfo()).toMatchObject({ shop_name: "Gian hàng OCOP Hưng Yên" });
    expect((await sdk.getAuthToken())?.access_token).not.toBe(second?.access_token);
    expect(await refusal(sdk.auth.getRefreshToken(first?.refresh_token ?? "", shopId))).toBe("error_auth");
    expect(await sdk.public.getShopsByPartner({})).toMatchObject({ authed_shop_list: [{ shop_id: shopId }] });
    const resend_code = shopee.access.resend(shopId);
    expect((await sdk.auth.getAccessTokenByResendCode({ resend_code })).access_token).toMatch(/^[0-9a-f]{32}$/);
  });

  it("reads what a listing needs", async () => {
    const { response: tree } = await sdk.product.getCategory({ language: "vi" });
    expect(tree.category_list?.filter(({ has_children }) => !has_children).map(({ category_id }) => category_id)).toContain(
      101127,
    );
    const { response: attributes } = await sdk.product.getAttributeTree({ category_id_list: [101127, 101135], language: "vi" });
    expect(attributes.list).toHaveLength(2);
    const { response: brands } = await sdk.product.getBrandList({ category_id: 101127, offset: 0, page_size: 50, status: 1 });
    expect([brands.brand_list?.length, brands.has_next_page]).toEqual([50, true]);
    const { response: limits } = await sdk.product.getItemLimit({ category_id: 101127 });
    expect(limits).toMatchObject({ item_name_length_limit: { max_limit: 120 } });
    const { response: channels } = await sdk.logistics.getChannelList();
    expect(channels.logistics_channel_list?.map(({ logistics_channel_id }) => logistics_channel_id)).toContain(50_021);
  });

  it("adds an item, finds it, changes it, gives it variations, hides and deletes it", async () => {
    const item_id = await listed();
    const { response: page } = await sdk.product.getItemList({
      offset: 0,
      page_size: 10,
      item_status: ["NORMAL", "UNLIST"] as never,
    });
    expect(page.item?.map((each) => each.item_id)).toEqual([item_id]);
    const { response: found } = await sdk.product.searchItem({ item_sku: "HY00000001", page_size: 10 });
    expect(found.item_id_list).toEqual([item_id]);
    const info = async () => (await sdk.product.getItemBaseInfo({ item_id_list: [item_id] })).response.item_list?.[0];
    expect(await info()).toMatchObject({ item_name: "Long nhãn Hưng Yên", weight: "0.5", has_model: false });
    await sdk.product.updateItem({ item_id, item_name: "Long nhãn loại một" });
    const price = await sdk.product.updatePrice({ item_id, price_list: [{ model_id: 0, original_price: 175_000 }] });
    expect(price.response.success_list).toMatchObject([{ original_price: 175_000 }]);
    const stock = await sdk.product.updateStock({ item_id, stock_list: [{ model_id: 0, seller_stock: [{ stock: 6 }] }] });
    expect(stock.response.success_list).toMatchObject([{ stock: 6 }]);
    expect(await info()).toMatchObject({
      item_name: "Long nhãn loại một",
      price_info: [{ original_price: 175_000 }],
      stock_info_v2: { summary_info: { total_available_stock: 6 } },
    });
    const tiers = await sdk.product.initTierVariation({
      item_id,
      standardise_tier_variation: [
        {
          variation_id: 0,
          variation_name: "Quy cách",
          variation_option_list: [{ variation_option_id: 0, variation_option_name: "Gói" }],
        },
      ],
      model: [{ tier_index: [0], original_price: 175_000, model_sku: "HY-G", seller_stock: [{ stock: 4 }] }],
    } as never);
    const { response: models } = await sdk.product.getModelList({ item_id });
    expect(models.model.map(({ model_id }) => model_id)).toEqual(tiers.response.model?.map(({ model_id }) => model_id));
    await sdk.product.unlistItem({ item_list: [{ item_id, unlist: true }] });
    expect((await info())?.item_status).toBe("UNLIST");
    await sdk.product.deleteItem({ item_id });
    expect(await refusal(sdk.product.updatePrice({ item_id, price_list: [{ model_id: 0, original_price: 170_000 }] }))).toBe(
      "error_item_uneditable",
    );
  });

  it("reads orders, ships one and fetches its label, cancels another", async () => {
    const itemId = await listed();
    const [order_sn, other] = [await bought(itemId, 2), await bought(itemId)];
    const now = Math.floor(Date.now() / 1_000);
    const { response: list } = await sdk.order.getOrderList({
      time_range_field: "create_time",
      time_from: now - 3_600,
      time_to: now + 60,
      page_size: 50,
    } as Parameters<typeof sdk.order.getOrderList>[0]);
    expect(list.order_list?.map((each) => each.order_sn)).toEqual([order_sn, other]);
    const detail = async (sn: string) =>
      (
        await sdk.order.getOrderDetail({
          order_sn_list: sn,
          response_optional_fields: "item_list,total_amount,package_list",
        } as unknown as Parameters<typeof sdk.order.getOrderDetail>[0])
      ).response.order_list?.[0];
    expect(await detail(order_sn)).toMatchObject({
      order_status: "READY_TO_SHIP",
      total_amount: 360_000,
      create_time: expect.any(Date),
      item_list: [{ item_id: itemId, model_quantity_purchased: 2 }],
    });

    const { response: parameter } = await sdk.logistics.getShippingParameter({ order_sn });
    const address = parameter.pickup?.address_list?.[0];
    const pickup = {
      address_id: Number(address?.address_id),
      pickup_time_id: String(address?.time_slot_list?.[0]?.pickup_time_id),
    };
    await sdk.logistics.shipOrder({ order_sn, pickup });
    expect(await detail(order_sn)).toMatchObject({ order_status: "PROCESSED" });
    expect(await refusal(sdk.logistics.shipOrder({ order_sn, pickup }))).toBe("logistics.package_already_shipped");
    const { response: number } = await sdk.logistics.getTrackingNumber({ order_sn });
    expect(number.tracking_number).toMatch(/^SPXVN/);
    await sdk.logistics.createShippingDocument({ order_list: [{ order_sn, tracking_number: number.tracking_number ?? "" }] });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const label = await sdk.logistics.downloadShippingDocument({ order_list: [{ order_sn }] } as never);
    expect(
      Buffer.from(label as unknown as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");

    await sdk.order.cancelOrder({ order_sn: other, cancel_reason: "CUSTOMER_REQUEST" } as Parameters<
      typeof sdk.order.cancelOrder
    >[0]);
    expect(await detail(other)).toMatchObject({ order_status: "CANCELLED" });
  });

  it("reads returns and the pushes' settings", async () => {
    const itemId = await listed();
    const order = shopee.store.order(await bought(itemId));
    if (!order) throw new Error("no order");
    shopee.store.move(order, "COMPLETED", Date.now());
    await fetch(`${host}/orders/${order.order_sn}/return`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ reason: "Hàng vỡ" }),
    });
    const { response: list } = await sdk.returns.getReturnList({ page_no: 0, page_size: 10 });
    const [asked] = list.return as { return_sn: string; reason: string; text_reason: string }[];
    expect(asked).toMatchObject({ text_reason: "Hàng vỡ", return_refund_type: "RRAOC" });
    const { response: push } = await sdk.push.getAppPushConfig();
    expect(push.push_config_on_list).toContain(3);
    expect((await sdk.push.getLostPushMessage()).response.push_message_list).toEqual([]);
  });
});

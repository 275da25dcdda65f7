import { describe, expect, it } from "vitest";
import { openShopee, shopId } from "./opened.ts";

async function withItem(fields: object = {}) {
  const opened = openShopee();
  const { add } = await opened.seller();
  const item = await add(fields);
  const page = async (path: string) => {
    const answer = await opened.shopee.app.request(path);
    return { status: answer.status, text: await answer.text() };
  };
  /** Presses a button; what the shop's page then says. */
  const press = async (path: string, form: Record<string, string> = {}) => {
    const answer = await opened.shopee.app.request(path, { method: "POST", body: new URLSearchParams(form) });
    return new URL(answer.headers.get("location") ?? "", "http://shop.invalid").searchParams.get("said");
  };
  return { ...opened, item, page, press, at: `/items/${item.item_id}` };
}
const buyer = { quantity: "1", name: "A", phone: "0987654321", address: "B" };

describe("a person on the pages", () => {
  it("sees that it is simulated, and an item only while it is sold", async () => {
    const { page, item, store, clock } = await withItem();
    const product = `/product/${shopId}/${item.item_id}`;
    expect((await page(`/shops/${shopId}`)).text).toContain("mô phỏng, không phải Shopee");
    expect((await page(product)).text).toContain("180.000 ₫");
    store.change(item, { item_status: "UNLIST" }, clock.now());
    expect((await page(product)).status).toBe(404);
  });

  it("edits what is typed and nothing else: text kept by the browser and units sold meanwhile stay", async () => {
    const { item, press, at, store, stockOf, buy } = await withItem({ description: "Dòng một\nDòng hai.\n" });
    const { description } = store.now(item);
    buy(item, 2);
    await press(at, { title: "Tên mới", price: "170000", stock: "10", was: "10", description: "Dòng một\r\nDòng hai." });
    expect(store.now(item)).toMatchObject({ item_name: "Tên mới", original_price: 170_000, description });
    expect(stockOf(item)).toBe(8);
    await press(at, { title: "Tên mới", price: "170000", stock: "5", was: "8" });
    expect(stockOf(item)).toBe(5);
    expect(await press(at, { title: "", price: "170000", stock: "5" })).toContain("Chưa lưu");
  });

  it("edits each variation at each warehouse for itself", async () => {
    const { seller, press, store } = await withItem();
    expect(await press(`/shops/${shopId}/warehouses`)).toBe("Sản phẩm mới bán từ 2 kho.");
    const { add, post } = await seller();
    const stock = (units: number) => [
      { location_id: "VN0005EIZ", stock: units },
      { location_id: "VN0006EIZ", stock: units },
    ];
    const item = await add({ seller_stock: stock(1) });
    await post("/product/init_tier_variation", {
      item_id: item.item_id,
      tier_variation: [{ name: "Cỡ", option_list: [{ option: "A" }, { option: "B" }] }],
      model: [0, 1].map((option) => ({ tier_index: [option], original_price: 100_000, seller_stock: stock(5) })),
    });
    const [one, other] = store.now(item).models.map(({ model_id }) => model_id);
    const form: Record<string, string> = { title: "Hai cỡ" };
    for (const model of [one, other]) {
      form[`price-${model}`] = "120000";
      for (const { location_id } of stock(0)) form[`stock-${model}-${location_id}`] = form[`was-${model}-${location_id}`] = "5";
    }
    form[`stock-${other}-VN0006EIZ`] = "9";
    await press(`/items/${item.item_id}`, form);
    expect(store.now(item)).toMatchObject({ item_name: "Hai cỡ", original_price: 120_000, stock: 24 });
  });

  it("buys, pays, cancels within the hour and asks after it", async () => {
    const { press, at, store, clock, page } = await withItem();
    expect(await press(`${at}/orders`, { ...buyer, pay: "later" })).toMatch(/^Đã đặt đơn \S+\.$/);
    const [order] = store.state.orders;
    if (!order) throw new Error("no order");
    expect(await press(`/orders/${order.order_sn}/pay`)).toContain("Chờ người bán chuẩn bị hàng");
    expect(await press(`/orders/${order.order_sn}/cancel`)).toContain("Đã huỷ");
    await press(`${at}/orders`, buyer);
    const second = store.state.orders[1];
    clock.advance(3_600_001);
    expect(await press(`/orders/${second?.order_sn}/cancel`)).toContain("Người mua xin huỷ");
    expect(await press(`${at}/orders`, { ...buyer, quantity: "99" })).toContain("chỉ còn");
    expect((await page(`/shops/${shopId}`)).text).toContain(`data-order="${order.order_sn}"`);
  });

  it("lets the courier miss, collect and deliver", async () => {
    const { press, buy, item, store, clock } = await withItem();
    const order = buy(item);
    const move = (name: string) => press(`/orders/${order.order_sn}/${name}`);
    expect(await move("collect")).toBe("Người bán chưa chuẩn bị hàng.");
    store.move(order, "PROCESSED", clock.now());
    expect(await move("miss")).toContain("chờ hẹn lại");
    store.move(order, "PROCESSED", clock.now());
    for (const name of ["collect", "deliver", "complete"]) await move(name);
    expect(order.status).toBe("COMPLETED");
  });

  it("rests the shop, sends the code again and takes the consent back", async () => {
    const { press, asPartner, store } = await withItem();
    expect(await press(`/shops/${shopId}/holiday`)).toBe("Gian hàng tạm nghỉ.");
    const said = await press(`/shops/${shopId}/resend`);
    const resend_code = said?.split(": ")[1];
    expect((await asPartner("POST", "/public/get_token_by_resend_code", { resend_code })).error).toBe("");
    await press(`/shops/${shopId}/revoke`);
    expect(store.shop(shopId)?.authorised).toBeUndefined();
  });
});

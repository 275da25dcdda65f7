import { describe, expect, it } from "vitest";
import { type Opened, opened, wanted } from "./opened.ts";

const shop = "/shops/310001";

async function publicPage({ control, send }: Opened) {
  const { body } = await control("GET", "/state");
  const [product] = body.products as unknown as readonly { path: string }[];
  return send("GET", `/${product?.path ?? ""}`);
}

describe("pages for people", () => {
  it("say everywhere that they are simulated", async () => {
    const shopOpened = opened();
    await shopOpened.onSale("HY00000001", 5);
    for (const page of [await shopOpened.send("GET", shop), await publicPage(shopOpened)]) {
      expect(page.status).toBe(200);
      expect(page.text).toContain("mô phỏng");
      expect(page.text).not.toContain("<script");
    }
  });

  it("show a product while it is on sale and 404 when it is off, hidden, taken down or its shop is closed", async () => {
    const tiki = opened();
    const id = await tiki.onSale("HY00000001", 5);
    expect((await publicPage(tiki)).text).toContain("HY00000001");
    const after = async (change: object) => {
      await tiki.control("POST", `/products/${id}`, change);
      return (await publicPage(tiki)).status;
    };
    expect(await after({ active: false })).toBe(404);
    expect(await after({ active: true })).toBe(200);
    expect(await after({ hidden: true })).toBe(404);
    expect(await after({ hidden: false })).toBe(200);
    await tiki.control("POST", "/sellers/310001", { active: false });
    expect((await publicPage(tiki)).status).toBe(404);
    await tiki.control("POST", "/sellers/310001", { active: true });
    expect(await after({ gone: true })).toBe(404);
    expect((await tiki.api("GET", `/v2.1/products/${id}`)).status).toBe(404);
  });

  it("approve, refuse with a reason, lock and unlock what waits", async () => {
    const { api, form, send, clock, tiki } = opened({ approval: "by-hand", processingMs: 10, reviewMs: 10 });
    const { track_id } = (await api("POST", "/v2.1/requests", wanted())).body;
    clock.advance(100);
    const page = (await send("GET", shop)).text;
    expect(page).toContain("Chờ người duyệt");
    await form(`/requests/${String(track_id)}/lock`, {});
    expect((await send("GET", shop)).text).toContain("Đang bị khoá");
    await form(`/requests/${String(track_id)}/unlock`, {});
    const told = await form(`/requests/${String(track_id)}/reject`, { reason: "Ảnh <mờ>" });
    expect(told.status).toBe(303);
    expect((await send("GET", shop)).text).toContain("Lý do: Ảnh &lt;mờ&gt;");
    expect(tiki.state().products).toEqual([]);
  });

  it("edit a product, start and stop a promotion and take it down", async () => {
    const { onSale, form, send, api, inventory } = opened();
    const id = await onSale("HY00000001", 5);
    const edit = { title: "Nhãn sấy", price: "99000", "units-1034": "7", "units-1015": "0", shown: "active" };
    await form(`/products/${id}`, edit);
    expect((await api("GET", `/v2.1/products/${id}`)).body).toMatchObject({ name: "Nhãn sấy", price: 99_000, active: 1 });
    expect(await inventory(id)).toMatchObject({ available: 7 });
    const wrong = await form(`/products/${id}`, { ...edit, price: "-1" });
    expect(decodeURIComponent(wrong.headers.get("location") ?? "")).toContain("Chưa lưu");
    await form(`/products/${id}/promotion`, { price: "80000" });
    expect((await send("GET", shop)).text).toContain("Dừng khuyến mãi");
    await form(`/products/${id}/end-promotion`, {});
    expect((await send("GET", shop)).text).not.toContain("Dừng khuyến mãi");
    await form(`/products/${id}/remove`, {});
    expect((await send("GET", shop)).text).toContain("Sản phẩm (0)");
  });

  it("carry an order from the buyer to its return, each step only where it belongs", async () => {
    const { onSale, form, api, tiki, inventory } = opened({ unpaidVisible: true });
    const id = await onSale("HY00000001", 5);
    await form(`/products/${id}/orders`, {
      quantity: "2",
      name: "Hoa",
      phone: "0912345678",
      address: "Hưng Yên",
      pay: "later",
    });
    const code = tiki.state().orders[0]?.code ?? "";
    const status = async () => (await api("GET", `/v2/orders/${code}`)).body.status;
    const step = async (move: string) => {
      await form(`/orders/${code}/${move}`, {});
      return status();
    };
    expect(await step("collect")).toBe("waiting_payment");
    expect(await step("pay")).toBe("queueing");
    expect(await step("pick")).toBe("queueing");
    const [item] = (await api("GET", `/v2/orders/${code}`)).body.items as readonly { id: number }[];
    await api("POST", `/v2/orders/${code}/confirm-available`, { available_item_ids: [item?.id], seller_inventory_id: 1034 });
    const steps = [];
    for (const move of ["pick", "collect", "cancel", "deliver", "complete", "return"]) steps.push(await step(move));
    expect(steps).toEqual(["picking", "shipping", "shipping", "successful_delivery", "complete", "returned"]);
    expect(await inventory(id)).toEqual({ available: 3, reserved: 0, saleable: 3 });
    const too = await form(`/products/${id}/orders`, { quantity: "9", pay: "cod" });
    expect(decodeURIComponent(too.headers.get("location") ?? "")).toContain("chỉ còn 3");
  });

  it("confirm an order by hand, once", async () => {
    const { onSale, buy, form, send, api } = opened();
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    await form(`/orders/${code}/confirm`, {});
    const { items } = (await api("GET", `/v2/orders/${code}`)).body;
    expect(items).toMatchObject([{ confirmation: { status: "seller_confirmed" } }]);
    expect((await send("GET", shop)).text).not.toContain("Nhà bán xác nhận còn hàng");
    expect((await form(`/orders/${code}/fly`, {})).status).toBe(404);
  });

  it("close a shop to updates and to buyers", async () => {
    const { form, api } = opened();
    await form(shop, { active: "on" });
    expect((await api("GET", "/v2/sellers/me")).body.can_update_product).toBe(0);
    await form(shop, {});
    expect((await api("GET", "/v2/sellers/me")).status).toBe(403);
    expect((await form("/shops/1", {})).status).toBe(404);
  });
});

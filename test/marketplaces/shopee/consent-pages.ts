import { Hono } from "hono";
import { html } from "hono/html";
import { type Marketplace, ShopeeError } from "./gateway.ts";
import { sameText, shopeeSign } from "./sign.ts";
import { page } from "./words.ts";

const lengths = [7, 30, 90, 180, 365];

/** §2: where a shop's owner agrees that an app acts for the shop, or takes it back. */
export function consentPages({ store, partner, access }: Marketplace, base: string): Hono {
  const app = new Hono();
  const wrong = (why: string) => page("Đăng nhập", html`<section><h1>error_param</h1><p>${why}</p></section>`);
  const shops = () =>
    store.state.shops.map(
      ({ shop_id, shop_name }, index) =>
        html`<label class="inline"
          ><input type="radio" name="shop_id" value="${shop_id}" ${index === 0 ? "checked" : ""} /> ${shop_name}
          (${shop_id})</label
        >`,
    );
  const consent = (redirect: string, state: string) =>
    page(
      "Đồng ý kết nối",
      html`<form class="box" method="post" action="${base}/auth">
        <h1>Cho phép ứng dụng quản lý gian hàng?</h1>
        <p>Ứng dụng số ${partner.id} sẽ đọc và sửa sản phẩm, tồn kho và đơn hàng của gian hàng.</p>
        <input type="hidden" name="redirect_uri" value="${redirect}" />
        <input type="hidden" name="state" value="${state}" />
        ${shops()}
        <label class="inline"
          ><input type="radio" name="shop_id" value="main" /> Tài khoản chính, tất cả gian hàng
          (${store.state.mainAccount})</label
        >
        <label>
          Thời hạn
          <select name="days">
            ${lengths.map((days) => html`<option value="${days}" ${days === 365 ? "selected" : ""}>${days} ngày</option>`)}
          </select>
        </label>
        <p><button type="submit">Xác nhận uỷ quyền</button></p>
      </form>`,
    );

  // The current form, which is not signed.
  app.get("/auth", (context) => {
    const { partner_id, auth_type, redirect_uri = "", response_type, state = "" } = context.req.query();
    const fits =
      Number(partner_id) === partner.id && auth_type === "seller" && response_type === "code" && URL.canParse(redirect_uri);
    return fits ? context.html(consent(redirect_uri, state)) : context.html(wrong("Địa chỉ đăng nhập không đúng."), 400);
  });
  // The legacy form, signed and good for five minutes.
  for (const [path, page_] of [
    ["auth_partner", consent],
    ["cancel_auth_partner", cancel],
  ] as const)
    app.get(`/api/v2/shop/${path}`, (context) => {
      const { partner_id, timestamp, sign = "", redirect = "" } = context.req.query();
      const at = Number(timestamp);
      const expected = shopeeSign(partner.key, partner.id, `/api/v2/shop/${path}`, at);
      const fits =
        Number(partner_id) === partner.id &&
        Math.abs(store.clock.now() / 1000 - at) <= 300 &&
        sameText(expected, sign) &&
        URL.canParse(redirect);
      return fits ? context.html(page_(redirect, "")) : context.html(wrong("Địa chỉ đăng nhập không đúng."), 400);
    });
  app.post("/auth", async (context) => {
    store.catchUp();
    const form = await context.req.parseBody<Record<string, string>>();
    const { redirect_uri = "", state, shop_id = "" } = form;
    const main = shop_id === "main";
    const shop = store.shop(Number(shop_id));
    const days = Number(form.days ?? 365);
    if ((!main && !shop) || !URL.canParse(redirect_uri) || !(days >= 1 && days <= 365))
      return context.html(wrong("Gian hàng hoặc thời hạn không đúng."), 400);
    const chosen = shop ? [shop.shop_id] : store.state.shops.map((each) => each.shop_id);
    const back = new URL(redirect_uri);
    back.searchParams.set("code", access.grant(chosen, days, main ? store.state.mainAccount : undefined));
    if (main) back.searchParams.set("main_account_id", String(store.state.mainAccount));
    else back.searchParams.set("shop_id", shop_id);
    if (state) back.searchParams.set("state", state);
    return context.redirect(back.href, 302);
  });

  app.get("/cancel_auth", (context) => {
    const { redirect_uri = "", state = "" } = context.req.query();
    return URL.canParse(redirect_uri)
      ? context.html(cancel(redirect_uri, state))
      : context.html(wrong("Địa chỉ không đúng."), 400);
  });
  app.post("/cancel_auth", async (context) => {
    const { redirect_uri = "", shop_id = "" } = await context.req.parseBody<Record<string, string>>();
    if (!URL.canParse(redirect_uri)) throw new ShopeeError("error_param", "redirect_uri is no address.");
    access.revoke(Number(shop_id));
    const back = new URL(redirect_uri);
    back.searchParams.set("shop_id", shop_id);
    return context.redirect(back.href, 302);
  });
  return app;

  function cancel(redirect: string, _state: string) {
    return page(
      "Thôi uỷ quyền",
      html`<form class="box" method="post" action="${base}/cancel_auth">
        <h1>Thôi cho phép ứng dụng?</h1>
        <input type="hidden" name="redirect_uri" value="${redirect}" />
        ${shops()}
        <p><button type="submit">Thôi uỷ quyền</button></p>
      </form>`,
    );
  }
}

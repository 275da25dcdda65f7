import { Hono } from "hono";
import { html } from "hono/html";
import type { pageOf } from "../kit/page.ts";
import { giveCode } from "./access-api.ts";
import type { Marketplace } from "./gateway.ts";

/** §2: where a seller signs in and lets an app in; the code goes back with `state` as it came. */
export function consentPage(marketplace: Marketplace, base: string, page: ReturnType<typeof pageOf>): Hono {
  const { store, app } = marketplace;
  const hono = new Hono();
  const refused = html`<section><h1>Địa chỉ đăng nhập không đúng</h1></section>`;
  const safe = (address: string) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

  hono.get("/oauth/authorize", (context) => {
    const { response_type, client_id, redirect_uri = "", state = "" } = context.req.query();
    if (response_type !== "code" || client_id !== app.key || !safe(redirect_uri))
      return context.html(page("Đăng nhập", refused), 400);
    return context.html(
      page(
        "Đồng ý kết nối",
        html`<form class="box" method="post" action="${base}/oauth/authorize">
          <h1>Đăng nhập Seller Center (mô phỏng)</h1>
          <p>Ứng dụng ${client_id} sẽ đọc và sửa sản phẩm, tồn kho và đơn hàng của gian hàng.</p>
          <input type="hidden" name="redirect_uri" value="${redirect_uri}" />
          <input type="hidden" name="state" value="${state}" />
          ${store.state.sellers.map(
            ({ seller_id, name, account }, index) =>
              html`<label class="inline"
                ><input type="radio" name="seller_id" value="${seller_id}" ${index === 0 ? "checked" : ""} /> ${name}
                (${account})</label
              >`,
          )}
          <p><button type="submit">Đồng ý uỷ quyền</button></p>
        </form>`,
      ),
    );
  });
  hono.post("/oauth/authorize", async (context) => {
    const { redirect_uri = "", state = "", seller_id = "" } = await context.req.parseBody<Record<string, string>>();
    const seller = store.seller(Number(seller_id));
    if (!seller || !safe(redirect_uri)) return context.html(page("Đăng nhập", refused), 400);
    const back = new URL(redirect_uri);
    back.searchParams.set("code", giveCode(marketplace, seller.seller_id));
    if (state) back.searchParams.set("state", state);
    return context.redirect(back.href, 302);
  });
  return hono;
}

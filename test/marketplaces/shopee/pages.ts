import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { html } from "hono/html";
import type { Marketplace } from "./api.ts";
import { page, statusWords, vnd } from "./html.ts";
import type { Item, Order } from "./store.ts";

/** What a seller and a buyer do by hand: consent, the shop, a listing's page, orders. Mounted at `base`. */
export function shopeePages({ store, partner, pushes }: Marketplace, base: string): Hono {
  const app = new Hono();
  const shopOf = (id: string) => store.state.shops.find(({ shop_id }) => shop_id === Number(id));
  const missing = html`<section><h1>Không có trang này</h1></section>`;

  // §2, the current unsigned form.
  app.get("/auth", (context) => {
    const { partner_id, auth_type, redirect_uri, response_type, state = "" } = context.req.query();
    if (
      Number(partner_id) !== partner.id ||
      auth_type !== "seller" ||
      response_type !== "code" ||
      !URL.canParse(redirect_uri ?? "")
    )
      return context.html(
        page("Đăng nhập", html`<section><h1>error_param</h1><p>Địa chỉ đăng nhập không đúng.</p></section>`),
        400,
      );
    return context.html(
      page(
        "Đồng ý kết nối",
        html`<form class="box" method="post" action="${base}/auth">
          <h1>Cho phép ứng dụng quản lý gian hàng?</h1>
          <p>Ứng dụng số ${partner_id} sẽ đọc và sửa sản phẩm, tồn kho và đơn hàng của gian hàng.</p>
          <input type="hidden" name="redirect_uri" value="${redirect_uri}" />
          <input type="hidden" name="state" value="${state}" />
          ${store.state.shops.map(
            ({ shop_id, shop_name }, index) =>
              html`<label class="inline"
                ><input type="radio" name="shop_id" value="${shop_id}" ${index === 0 ? "checked" : ""} /> ${shop_name}
                (${shop_id})</label
              >`,
          )}
          <p><button type="submit">Xác nhận uỷ quyền</button></p>
        </form>`,
      ),
    );
  });
  app.post("/auth", async (context) => {
    const { redirect_uri, state, shop_id } = await context.req.parseBody<Record<string, string>>();
    const shop = shopOf(shop_id ?? "");
    if (!shop || !URL.canParse(redirect_uri ?? "")) return context.html(page("Đăng nhập", missing), 400);
    const code = randomBytes(16).toString("hex");
    store.state.tokens[code] = { shop_id: shop.shop_id, kind: "code", expires: Date.now() + 600_000, spent: false };
    store.changed();
    const back = new URL(redirect_uri ?? "");
    back.searchParams.set("code", code);
    back.searchParams.set("shop_id", String(shop.shop_id));
    if (state) back.searchParams.set("state", state);
    return context.redirect(back.href, 302);
  });

  app.get("/product/:shop/:item", (context) => {
    const item = store.item(Number(context.req.param("item")));
    const now = item && store.now(item);
    if (!item || !now || item.shop_id !== Number(context.req.param("shop")) || now.item_status !== "NORMAL")
      return context.html(page("Không còn sản phẩm", html`<section><h1>Sản phẩm này không tồn tại</h1></section>`), 404);
    return context.html(
      page(
        now.item_name,
        html`<section>
            <h1>${now.item_name}</h1>
            <p><strong>${vnd(now.original_price)}</strong> · còn <span data-stock>${now.stock}</span></p>
            <pre>${now.description}</pre>
            <p>Gian hàng: <a href="${base}/shops/${item.shop_id}">${shopOf(String(item.shop_id))?.shop_name}</a></p>
          </section>
          ${buyForm(item)}`,
      ),
    );
  });

  app.get("/shops/:shop", (context) => {
    const shop = shopOf(context.req.param("shop"));
    if (!shop) return context.html(page("Không có gian hàng", missing), 404);
    const said = context.req.query("said");
    const items = store.state.items.filter((item) => item.shop_id === shop.shop_id);
    const orders = store.state.orders.filter((order) => order.shop_id === shop.shop_id).toReversed();
    return context.html(
      page(
        shop.shop_name,
        html`<h1>${shop.shop_name}</h1>
          ${said ? html`<section role="status">${said}</section>` : ""}
          <section>
            <h2>Đơn hàng (${orders.length})</h2>
            ${orders.map(orderBlock)}
          </section>
          <section>
            <h2>Sản phẩm (${items.length})</h2>
            ${items.map(itemBlock)}
          </section>`,
      ),
    );
  });

  const back = (shopId: number, said: string) => `${base}/shops/${shopId}?said=${encodeURIComponent(said)}`;

  app.post("/items/:item", async (context) => {
    const item = store.item(Number(context.req.param("item")));
    if (!item) return context.html(page("Không có sản phẩm", missing), 404);
    const form = await context.req.parseBody<Record<string, string>>();
    const price = Number(form.price);
    const stock = Number(form.stock);
    if (!form.title?.trim() || !Number.isInteger(price) || price <= 0 || !Number.isInteger(stock) || stock < 0)
      return context.redirect(back(item.shop_id, "Chưa lưu: tên, giá hoặc tồn kho không hợp lệ."), 303);
    store.change(item, { item_name: form.title.trim(), original_price: price, stock }, Date.now());
    return context.redirect(back(item.shop_id, `Đã lưu ${form.title.trim()}.`), 303);
  });
  app.post("/items/:item/orders", async (context) => {
    const item = store.item(Number(context.req.param("item")));
    if (!item) return context.html(page("Không có sản phẩm", missing), 404);
    const form = await context.req.parseBody<Record<string, string>>();
    const placed = store.place(
      item.shop_id,
      [{ itemId: item.item_id, quantity: Number(form.quantity) }],
      { name: form.name ?? "", phone: form.phone ?? "", address: form.address ?? "" },
      { cod: form.pay !== "later" },
      Date.now(),
    );
    if ("refused" in placed) return context.redirect(back(item.shop_id, placed.refused), 303);
    pushes.tell(placed);
    return context.redirect(back(item.shop_id, `Đã đặt đơn ${placed.order_sn}.`), 303);
  });
  const moves: Record<string, (order: Order) => string | undefined> = {
    pay(order) {
      if (order.status !== "UNPAID") return "Đơn không chờ thanh toán.";
      order.paid = Date.now();
      store.move(order, "READY_TO_SHIP", Date.now());
      return undefined;
    },
    cancel(order) {
      if (!["UNPAID", "READY_TO_SHIP"].includes(order.status)) return "Đơn không huỷ được nữa.";
      order.cancelReason = "Người mua đổi ý";
      store.move(order, "CANCELLED", Date.now());
      return undefined;
    },
    ask(order) {
      if (order.status !== "PROCESSED") return "Đơn không xin huỷ được.";
      store.move(order, "IN_CANCEL", Date.now());
      return undefined;
    },
    collect(order) {
      if (order.status !== "PROCESSED") return "Người bán chưa chuẩn bị hàng.";
      store.move(order, "SHIPPED", Date.now());
      return undefined;
    },
    complete(order) {
      if (order.status !== "SHIPPED") return "Đơn chưa được giao.";
      store.move(order, "COMPLETED", Date.now());
      return undefined;
    },
  };
  app.post("/orders/:order/:move", (context) => {
    const order = store.state.orders.find(({ order_sn }) => order_sn === context.req.param("order"));
    const move = moves[context.req.param("move")];
    if (!order || !move) return context.html(page("Không có đơn", missing), 404);
    const refused = move(order);
    if (!refused) pushes.tell(order);
    return context.redirect(back(order.shop_id, refused ?? `Đơn ${order.order_sn}: ${statusWords[order.status]}.`), 303);
  });
  return app;

  function buyForm(item: Item) {
    return html`<form class="box" method="post" action="${base}/items/${item.item_id}/orders">
      <h2>Đặt mua</h2>
      <div class="row">
        <label>Số lượng <input name="quantity" type="number" min="1" value="1" required /></label>
        <label>Họ tên <input name="name" value="Người mua trên sàn" required /></label>
        <label>Điện thoại <input name="phone" value="0987654321" required /></label>
      </div>
      <label>Địa chỉ <input name="address" value="Số 1, Phường Ba Đình, Thành phố Hà Nội" required /></label>
      <div class="row">
        <label class="inline"><input type="radio" name="pay" value="cod" checked /> Trả tiền khi nhận</label>
        <label class="inline"><input type="radio" name="pay" value="later" /> Chưa thanh toán</label>
        <button type="submit">Đặt hàng trên sàn</button>
      </div>
    </form>`;
  }
  function itemBlock(item: Item) {
    const now = store.now(item);
    return html`<form class="box" method="post" action="${base}/items/${item.item_id}" data-sku="${item.item_sku}">
      <p>
        <span class="state">${statusWords[now.item_status]}</span> SKU ${item.item_sku} ·
        <a href="${base}/product/${item.shop_id}/${item.item_id}">trang sản phẩm</a>
      </p>
      <label>Tên <input name="title" value="${now.item_name}" maxlength="120" required /></label>
      <div class="row">
        <label>Giá (₫) <input name="price" type="number" value="${now.original_price}" required /></label>
        <label>Tồn kho <input name="stock" type="number" value="${now.stock}" required /></label>
        <button type="submit">Lưu trên sàn</button>
      </div>
    </form>`;
  }
  function orderBlock(order: Order) {
    const button = (move: string, words: string) =>
      html`<form method="post" action="${base}/orders/${order.order_sn}/${move}"><button type="submit">${words}</button></form>`;
    const { status } = order;
    return html`<section data-order="${order.order_sn}">
      <p>
        <strong>${order.order_sn}</strong> <span class="state">${statusWords[status]}</span>
        ${order.cod ? "COD" : ""} · ${order.buyer.name}
      </p>
      <p>${order.lines.map((line) => html`${line.item_name} × ${line.quantity} · ${vnd(line.price)}<br />`)}</p>
      <div class="row">
        ${status === "UNPAID" ? button("pay", "Người mua thanh toán") : ""}
        ${status === "UNPAID" || status === "READY_TO_SHIP" ? button("cancel", "Người mua huỷ đơn") : ""}
        ${status === "PROCESSED" ? button("ask", "Người mua xin huỷ") : ""}
        ${status === "PROCESSED" ? button("collect", "Bưu tá đã lấy hàng") : ""}
        ${status === "SHIPPED" ? button("complete", "Người mua đã nhận") : ""}
      </div>
    </section>`;
  }
}

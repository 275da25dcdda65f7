import { Hono } from "hono";
import { html } from "hono/html";
import { button, type Html, moment, pageOf, vnd } from "../kit/page.ts";
import { revoke } from "./access-api.ts";
import { consentPage } from "./consent-page.ts";
import type { Marketplace } from "./gateway.ts";
import type { Buyer, Item, Order, Seller, Sku } from "./state.ts";
import { movesFrom, moveWords, words } from "./words.ts";

export const usualBuyer: Buyer = {
  name: "Người mua trên sàn",
  phone: "0987654321",
  address: "Số 1",
  ward: "Phường Ba Đình",
  district: "Ba Đình",
  province: "Hà Nội",
};
const dayMs = 86_400_000;

/** What a seller, a buyer, a courier and the marketplace's own people do by hand. Mounted at `base`. */
export function lazadaPages(marketplace: Marketplace, base: string): Hono {
  const { store, items, stocks, orders } = marketplace;
  const page = pageOf("Lazada");
  const hono = new Hono();
  hono.route("/", consentPage(marketplace, base, page));
  const missing = html`<section><h1>Không có trang này</h1></section>`;
  const shopOf = (sellerId: number) => `${base}/shops/${sellerId}`;
  const said = (sellerId: number, what: string) => `${shopOf(sellerId)}?said=${encodeURIComponent(what)}`;
  const nameOf = (item: Item) => store.looks(item).attributes.name ?? "";

  hono.get("/products/:page", (context) => {
    const [, itemId, skuId] = /^-i(\d+)-s(\d+)\.html$/.exec(context.req.param("page")) ?? [];
    const item = store.item(Number(itemId));
    const sku = item && store.sku(item, Number(skuId));
    if (!item || !sku || !items.buyable(item, sku.sku_id))
      return context.html(page("Không còn sản phẩm", html`<section><h1>Sản phẩm này không tồn tại</h1></section>`), 404);
    const price = items.priceNow(sku);
    return context.html(
      page(
        nameOf(item),
        html`<section>
            <h1>${nameOf(item)}</h1>
            <p>
              <strong data-price="${price}">${vnd(price)}</strong>
              ${price < sku.price ? html`<s>${vnd(sku.price)}</s>` : ""} · còn
              <span data-stock>${stocks.left(sku.sku_id)}</span>
            </p>
            <pre>${(store.looks(item).attributes.description ?? "").replace(/<[^>]*>/g, " ")}</pre>
            <p>Gian hàng: <a href="${shopOf(item.seller_id)}">${store.seller(item.seller_id)?.name}</a></p>
          </section>
          ${buyForm(sku)}`,
      ),
    );
  });

  hono.get("/shops/:seller", (context) => {
    const seller = store.seller(Number(context.req.param("seller")));
    if (!seller) return context.html(page("Không có gian hàng", missing), 404);
    const mine = store.state.items.filter(({ seller_id }) => seller_id === seller.seller_id);
    const sold = store.state.orders.filter(({ seller_id }) => seller_id === seller.seller_id).toReversed();
    const message = context.req.query("said");
    return context.html(
      page(
        seller.name,
        html`<h1>${seller.name}</h1>
          ${message ? html`<section role="status">${message}</section>` : ""}
          <section>
            <h2>Đơn hàng (${sold.length})</h2>
            ${sold.map(orderBlock)}
          </section>
          <section>
            <h2>Sản phẩm (${mine.length})</h2>
            ${mine.map(itemBlock)}
          </section>
          ${accessBlock(seller)}`,
      ),
    );
  });

  hono.post("/shops/:seller/revoke", (context) => {
    const sellerId = Number(context.req.param("seller"));
    revoke(store, sellerId);
    return context.redirect(said(sellerId, "Đã rút uỷ quyền của mọi ứng dụng."), 303);
  });

  hono.post("/items/:item/:act", async (context) => {
    const item = store.item(Number(context.req.param("item")));
    const act = itemActs[context.req.param("act")];
    if (!item || !act) return context.html(page("Không có sản phẩm", missing), 404);
    const refused = act(item, await context.req.parseBody<Record<string, string>>());
    return context.redirect(said(item.seller_id, refused ?? `Đã lưu ${nameOf(item)}.`), 303);
  });
  const itemActs: Readonly<Record<string, (item: Item, form: Record<string, string>) => string | void>> = {
    edit(item, form) {
      const sku = store.sku(item, Number(form.sku));
      const price = Number(form.price);
      const units = Number(form.units);
      const name = form.name?.trim();
      if (!sku || !name || !(Number.isInteger(price) && price > 0) || !(Number.isInteger(units) && units >= 0))
        return "Chưa lưu: tên, giá hoặc tồn kho không hợp lệ.";
      const { attributes } = store.looks(item);
      if (name !== attributes.name) items.change(item, { attributes: { ...attributes, name } });
      if (price !== sku.price) items.setSkus(item, [sku.sku_id], () => ({ price }));
      if (units !== stocks.left(sku.sku_id)) {
        const refused = stocks.refusal(sku.sku_id, store.dials.warehouses[0] ?? "", "net", units);
        if (refused) return `Chưa lưu tồn kho: ${refused.message}`;
        stocks.takeEffect(sku.sku_id, store.dials.warehouses[0] ?? "", "net", units);
      }
      return undefined;
    },
    show: (item, form) => items.setSkus(item, [Number(form.sku)], () => ({ status: "active" })),
    hide: (item, form) => items.setSkus(item, [Number(form.sku)], () => ({ status: "inactive" })),
    approve: (item) => items.approve(item),
    reject(item, form) {
      if (!form.reason?.trim()) return "Hãy ghi lý do từ chối.";
      items.reject(item, form.reason.trim());
      return undefined;
    },
    lock: (item, form) => items.lock(item, form.reason?.trim() || "Vi phạm chính sách"),
    "start-campaign"(item, form) {
      const units = Number(form.units);
      if (!(Number.isInteger(units) && units >= 0)) return "Chưa mở chương trình: số lượng không hợp lệ.";
      store.state.campaigns[Number(form.sku)] = {
        name: `ct-${store.newId()}`,
        from: store.now(),
        to: store.now() + dayMs,
        units,
      };
      store.changed();
      return undefined;
    },
    "end-campaign"(_item, form) {
      delete store.state.campaigns[Number(form.sku)];
      store.changed();
      return undefined;
    },
  };

  hono.post("/skus/:sku/orders", async (context) => {
    const skuId = Number(context.req.param("sku"));
    const item = store.itemOfSku(skuId);
    if (!item) return context.html(page("Không có sản phẩm", missing), 404);
    const form = await context.req.parseBody<Record<string, string>>();
    const quantity = Number(form.quantity);
    if (!(Number.isInteger(quantity) && quantity > 0))
      return context.redirect(said(item.seller_id, "Số lượng không hợp lệ."), 303);
    const placed = orders.place({
      lines: [{ skuId, quantity }],
      cod: form.pay !== "later",
      buyer: { ...usualBuyer, name: form.name || usualBuyer.name, phone: form.phone || usualBuyer.phone },
      note: "",
      voucherSeller: 0,
      voucherPlatform: 0,
      shippingFee: 15_000,
    });
    const what = "refused" in placed ? placed.refused : `Đã đặt đơn ${placed[0]?.order_id}.`;
    return context.redirect(said(item.seller_id, what), 303);
  });
  hono.post("/orders/:seller/:order/:move", (context) => {
    const order = store.order(Number(context.req.param("seller")), Number(context.req.param("order")));
    const move = orders.moves[context.req.param("move")];
    if (!order || !move) return context.html(page("Không có đơn", missing), 404);
    const refused = move(order, order.items);
    return context.redirect(said(order.seller_id, refused ?? `Đơn ${order.order_id}: ${statusesOf(order)}.`), 303);
  });
  return hono;

  function statusesOf(order: Order): string {
    return [...new Set(order.items.map((line) => words[orders.statusOf(line)]))].join(", ");
  }
  function accessBlock({ seller_id }: Seller): Html {
    return html`<section>
      <h2>Uỷ quyền</h2>
      ${button(`${base}/shops/${seller_id}/revoke`, "Rút uỷ quyền của ứng dụng")}
    </section>`;
  }
  function buyForm({ sku_id }: Sku): Html {
    return html`<form class="box" method="post" action="${base}/skus/${sku_id}/orders">
      <h2>Đặt mua (mô phỏng)</h2>
      <div class="row">
        <label>Số lượng <input name="quantity" type="number" min="1" value="1" required /></label>
        <label>Họ tên <input name="name" value="${usualBuyer.name}" required /></label>
        <label>Điện thoại <input name="phone" value="${usualBuyer.phone}" required /></label>
      </div>
      <div class="row">
        <label class="inline"><input type="radio" name="pay" value="cod" checked /> Trả tiền khi nhận</label>
        <label class="inline"><input type="radio" name="pay" value="later" /> Chưa thanh toán</label>
        <button type="submit">Đặt hàng trên sàn</button>
      </div>
    </form>`;
  }
  function itemBlock(item: Item): Html {
    const looks = store.looks(item);
    const stands = looks.review === "rejected" ? "Rejected" : looks.review === "locked" ? "Lock" : items.statusOf(looks);
    const act = (name: string) => `${base}/items/${item.item_id}/${name}`;
    const reason = html`<label>Lý do <input name="reason" required /></label>`;
    return html`<section data-item="${item.item_id}">
      <p>
        <strong>${nameOf(item)}</strong> <span class="state">${words[stands]}</span>
        ${looks.reason ? html`· ${looks.reason}` : ""}
      </p>
      ${looks.skus.filter(({ status }) => status !== "deleted").map((sku) => skuBlock(item, sku))}
      <div class="row">
        ${looks.review === "passed" ? "" : button(act("approve"), "Duyệt")} ${button(act("reject"), "Từ chối duyệt", reason)}
        ${looks.review === "locked" ? "" : button(act("lock"), "Khoá sản phẩm", reason)}
      </div>
    </section>`;
  }
  function skuBlock(item: Item, sku: Sku): Html {
    const act = (name: string) => `${base}/items/${item.item_id}/${name}`;
    const hidden = html`<input type="hidden" name="sku" value="${sku.sku_id}" />`;
    const campaign = stocks.campaign(sku.sku_id);
    const units = html`${hidden}<label>Số lượng giữ <input name="units" type="number" min="0" value="0" required /></label>`;
    return html`<form class="box" method="post" action="${act("edit")}" data-sku="${sku.seller_sku}">
        ${hidden}
        <p>
          <span class="state">${words[sku.status === "active" ? "Active" : "InActive"]}</span> SKU ${sku.seller_sku} ·
          <a href="${base}/products/-i${item.item_id}-s${sku.sku_id}.html">trang sản phẩm</a>
        </p>
        <p>
          ${stocks.seen(sku.sku_id, 0).map(
            (each) =>
              html`Kho ${each.warehouse}: bán được ${each.sellable}, chờ thanh toán ${each.withhold}, đã bán chưa giao
                  ${each.occupy}, tổng ${each.total}<br />`,
          )}
        </p>
        <label>Tên <input name="name" value="${nameOf(item)}" maxlength="255" required /></label>
        <div class="row">
          <label>Giá (₫) <input name="price" type="number" value="${sku.price}" required /></label>
          <label>Bán được <input name="units" type="number" value="${stocks.left(sku.sku_id)}" required /></label>
          <button type="submit">Lưu trên sàn</button>
        </div>
      </form>
      <div class="row">
        ${sku.status === "active" ? button(act("hide"), "Ngừng bán", hidden) : button(act("show"), "Bán lại", hidden)}
        ${
          campaign
            ? button(act("end-campaign"), `Kết thúc khuyến mãi (giữ ${campaign.units})`, hidden)
            : button(act("start-campaign"), "Mở khuyến mãi", units)
        }
      </div>`;
  }
  function orderBlock(order: Order): Html {
    const statuses = new Set(order.items.map(orders.statusOf));
    const wish = order.items.some((line) => orders.wishOf(order, line));
    const offered = new Set([...statuses].flatMap((status) => movesFrom[status] ?? []));
    if (wish) {
      offered.delete("ask-cancel");
      offered.add("withdraw-cancel");
    }
    const agreed = store.state.reverses.some(
      ({ order_id, seller_id, lines }) =>
        order_id === order.order_id &&
        seller_id === order.seller_id &&
        lines.some(({ status }) => status === "SELLER_AGREE_RETURN"),
    );
    if (agreed) offered.add("send-return");
    return html`<section data-order="${order.order_id}">
      <p>
        <strong>${order.order_id}</strong> <span class="state">${statusesOf(order)}</span> ${order.cod ? "COD" : ""} ·
        ${order.buyer.name} · ${moment(order.created)} ${wish ? html`· <span class="mark">người mua xin huỷ</span>` : ""}
      </p>
      <p>${order.items.map((line) => html`${line.name} · ${line.seller_sku} · ${vnd(line.price)} · ${words[orders.statusOf(line)]}<br />`)}</p>
      <div class="row">
        ${[...offered].map((move) => button(`${base}/orders/${order.seller_id}/${order.order_id}/${move}`, moveWords[move] ?? move))}
      </div>
    </section>`;
  }
}

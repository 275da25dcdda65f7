import { Hono } from "hono";
import { html } from "hono/html";
import { pageOf, vnd } from "../kit/page.ts";
import { revoke } from "./access-api.ts";
import { consentPage } from "./consent-page.ts";
import type { Marketplace } from "./gateway.ts";
import { createItemActs } from "./item-acts.ts";
import { createBlocks, usualBuyer } from "./shop-blocks.ts";
import type { Item } from "./state.ts";

/** What a seller, a buyer, a courier and the marketplace's own people do by hand. Mounted at `base`. */
export function lazadaPages(marketplace: Marketplace, base: string): Hono {
  const { store, items, stocks, baskets, moves } = marketplace;
  const { statusesOf, accessBlock, buyForm, itemBlock, orderBlock } = createBlocks(marketplace, base);
  const itemActs = createItemActs(marketplace);
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
    const act = itemActs.get(context.req.param("act"));
    if (!item || !act) return context.html(page("Không có sản phẩm", missing), 404);
    const refused = act(item, await context.req.parseBody<Record<string, string>>());
    return context.redirect(said(item.seller_id, refused ?? `Đã lưu ${nameOf(item)}.`), 303);
  });
  hono.post("/skus/:sku/orders", async (context) => {
    const skuId = Number(context.req.param("sku"));
    const item = store.itemOfSku(skuId);
    if (!item) return context.html(page("Không có sản phẩm", missing), 404);
    const form = await context.req.parseBody<Record<string, string>>();
    const quantity = Number(form.quantity);
    if (!(Number.isInteger(quantity) && quantity > 0))
      return context.redirect(said(item.seller_id, "Số lượng không hợp lệ."), 303);
    const placed = baskets.place({
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
    const move = moves.get(context.req.param("move"));
    if (!order || !move) return context.html(page("Không có đơn", missing), 404);
    const refused = move(order, order.items);
    return context.redirect(said(order.seller_id, refused ?? `Đơn ${order.order_id}: ${statusesOf(order)}.`), 303);
  });
  return hono;
}

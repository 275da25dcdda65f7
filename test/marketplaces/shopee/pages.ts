import { Hono } from "hono";
import { html } from "hono/html";
import { button, type Html, moment, vnd } from "../kit/page.ts";
import { sellable } from "../kit/shelf.ts";
import type { Marketplace } from "./gateway.ts";
import { pageActions } from "./page-actions.ts";
import type { Item, Model, Order } from "./state.ts";
import { unitsForSale } from "./stock.ts";
import { fieldSuffix, page, returnWords, statusWords } from "./words.ts";

/** What a seller, a buyer, a courier and the marketplace's own people see and press. Mounted at `base`. */
export function shopeePages(marketplace: Marketplace, base: string): Hono {
  const { store } = marketplace;
  const app = new Hono();
  const missing = (title: string) => page(title, html`<section><h1>${title}</h1></section>`);

  app.get("/product/:shop/:item", (context) => {
    store.catchUp();
    const item = store.item(Number(context.req.param("item")));
    const now = item && store.now(item);
    if (!item || !now || item.shop_id !== Number(context.req.param("shop")) || now.item_status !== "NORMAL")
      return context.html(missing("Sản phẩm này không tồn tại"), 404);
    const [promotion] = store.running(item, store.clock.now());
    const price = (modelId: number, original: number) =>
      promotion?.models.find(({ model_id }) => model_id === modelId)?.price ?? original;
    const attributes = now.attributes.flatMap(({ attribute_value_list }) =>
      attribute_value_list.flatMap(({ original_value_name }) => original_value_name ?? []),
    );
    return context.html(
      page(
        now.item_name,
        html`<section>
            <h1>${now.item_name}</h1>
            <p>
              <strong>${vnd(price(now.models[0]?.model_id ?? 0, now.original_price))}</strong>
              ${promotion ? html`<s>${vnd(now.original_price)}</s>` : ""} · còn <span data-stock>${now.stock}</span>
            </p>
            ${
              now.tiers.length
                ? html`<ul>
                  ${now.models.map(
                    ({ model_id, original_price }) =>
                      html`<li>${nameOf(item, model_id)} · ${vnd(price(model_id, original_price))} · còn ${unitsForSale(item, model_id)}</li>`,
                  )}
                </ul>`
                : ""
            }
            ${attributes.length ? html`<p>${attributes.join(" · ")}</p>` : ""}
            <pre>${now.description}</pre>
            <p>Gian hàng: <a href="${base}/shops/${item.shop_id}">${store.shop(item.shop_id)?.shop_name}</a></p>
          </section>
          ${buyForm(item)}`,
      ),
    );
  });

  app.get("/shops/:shop", (context) => {
    store.catchUp();
    const shop = store.shop(Number(context.req.param("shop")));
    if (!shop) return context.html(missing("Không có gian hàng này"), 404);
    const said = context.req.query("said");
    const items = store.state.items.filter((item) => item.shop_id === shop.shop_id);
    const orders = store.state.orders.filter((order) => order.shop_id === shop.shop_id).toReversed();
    return context.html(
      page(
        shop.shop_name,
        html`<h1>${shop.shop_name}</h1>
          ${said ? html`<section role="status">${said}</section>` : ""}
          <section>
            <h2>Gian hàng</h2>
            <p>
              ${shop.authorised ? `Đã cho phép ứng dụng tới ${moment(shop.authorised.until)}.` : "Chưa cho phép ứng dụng nào."}
              ${shop.holiday.on ? "Đang nghỉ bán." : ""}
            </p>
            <div class="row">
              ${button(`${base}/shops/${shop.shop_id}/holiday`, shop.holiday.on ? "Mở bán lại" : "Tạm nghỉ bán")}
              ${button(`${base}/shops/${shop.shop_id}/warehouses`, shop.locations.length ? "Về một kho" : "Dùng hai kho")}
              ${shop.authorised ? button(`${base}/shops/${shop.shop_id}/resend`, "Gửi lại mã uỷ quyền") : ""}
              ${shop.authorised ? button(`${base}/shops/${shop.shop_id}/revoke`, "Thôi uỷ quyền") : ""}
            </div>
          </section>
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

  app.route("/", pageActions(marketplace, base));
  return app;

  function nameOf(item: Item, modelId: number): string {
    const { tiers, models } = store.now(item);
    const model = models.find(({ model_id }) => model_id === modelId);
    return (model?.tier_index ?? []).map((option, tier) => tiers[tier]?.options[option]?.name ?? "").join(", ");
  }
  function buyForm(item: Item): Html {
    const { tiers, models } = store.now(item);
    return html`<form class="box" method="post" action="${base}/items/${item.item_id}/orders">
      <h2>Đặt mua</h2>
      ${
        tiers.length
          ? html`<label
            >Phân loại
            <select name="model">
              ${models.map(({ model_id }) => html`<option value="${model_id}">${nameOf(item, model_id)}</option>`)}
            </select></label
          >`
          : ""
      }
      <div class="row">
        <label>Số lượng <input name="quantity" type="number" min="1" value="1" required /></label>
        <label>Họ tên <input name="name" value="Người mua trên sàn" required /></label>
        <label>Điện thoại <input name="phone" value="0987654321" required /></label>
      </div>
      <label>Địa chỉ <input name="address" value="Số 1, Phường Ba Đình, Thành phố Hà Nội" required /></label>
      <label>Lời nhắn <input name="note" /></label>
      <div class="row">
        <label class="inline"><input type="radio" name="pay" value="cod" checked /> Trả tiền khi nhận</label>
        <label class="inline"><input type="radio" name="pay" value="later" /> Chưa thanh toán</label>
        <button type="submit">Đặt hàng trên sàn</button>
      </div>
    </form>`;
  }

  function itemBlock(item: Item): Html {
    const now = store.now(item);
    const [promotion] = store.running(item, store.clock.now());
    const at = `${base}/items/${item.item_id}`;
    const fields = ({ model_id, original_price }: Model) =>
      html`<div class="row">
        ${now.tiers.length ? html`<strong>${nameOf(item, model_id)}</strong>` : ""}
        <label>Giá (₫) <input name="price${fieldSuffix(now, model_id)}" type="number" value="${original_price}" required /></label>
        ${Object.entries(item.shelves[model_id] ?? {}).map(([location, shelf]) => {
          const suffix = fieldSuffix(now, model_id, location);
          return html`<label
              >Tồn kho ${location} <input name="stock${suffix}" type="number" value="${sellable(shelf)}" required
            /></label>
            <input type="hidden" name="was${suffix}" value="${sellable(shelf)}" />`;
        })}
      </div>`;
    return html`<form class="box" method="post" action="${at}" data-sku="${now.item_sku}">
        <p>
          <span class="state">${statusWords[now.item_status]}</span> SKU ${now.item_sku} ·
          <a href="${base}/product/${item.shop_id}/${item.item_id}">trang sản phẩm</a>
        </p>
        ${item.violation ? html`<p>${item.violation.violation_reason}. ${item.violation.suggestion}</p>` : ""}
        <label>Tên <input name="title" value="${now.item_name}" maxlength="120" required /></label>
        <label>Mô tả <textarea name="description" rows="2">${now.description}</textarea></label>
        ${now.models.map(fields)}
        <p><button type="submit">Lưu trên sàn</button></p>
      </form>
      <details class="box">
        <summary>Việc khác với ${now.item_name}</summary>
        ${
          now.item_status === "NORMAL" || now.item_status === "REVIEWING"
            ? button(`${at}/ban`, "Sàn gỡ sản phẩm", html`<label>Lý do <input name="reason" required /></label>`)
            : ""
        }
        ${now.item_status === "REVIEWING" || now.item_status === "BANNED" ? button(`${at}/approve`, "Sàn duyệt sản phẩm") : ""}
        ${
          promotion
            ? button(`${at}/promotion/end`, `Dừng khuyến mãi (tới ${moment(promotion.end)})`)
            : now.item_status === "NORMAL"
              ? button(
                  `${at}/promotion`,
                  "Bắt đầu khuyến mãi",
                  html`<label>Giảm (%) <input name="percent" type="number" min="1" max="90" value="10" required /></label
                    ><label>Giữ riêng <input name="reserved" type="number" min="0" value="1" required /></label
                    ><label>Trong (giờ) <input name="hours" type="number" min="1" value="24" required /></label>`,
                )
              : ""
        }
      </details>`;
  }

  function orderBlock(order: Order): Html {
    const press = (move: string, words: string, field?: Html) =>
      button(`${base}/orders/${order.order_sn}/${move}`, words, field);
    const { status } = order;
    const returned = store.state.returns.findLast(({ order_sn }) => order_sn === order.order_sn);
    const returning = returned && ["REQUESTED", "PROCESSING", "JUDGING"].includes(returned.status);
    const withBuyer = ["SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED"].includes(status);
    return html`<section data-order="${order.order_sn}">
      <p>
        <strong>${order.order_sn}</strong> <span class="state">${statusWords[status]}</span>
        ${order.cod ? "COD" : ""} · ${order.buyer.name} · ${order.trackingNumber}
      </p>
      <p>
        ${order.lines.map(
          (line) =>
            html`${line.item_name} ${line.model_name} × ${line.quantity}${line.cancelled && status !== "CANCELLED" ? ` (huỷ ${line.cancelled})` : ""}
              · ${vnd(line.price)}<br />`,
        )}
      </p>
      ${returned ? html`<p>Trả hàng ${returned.return_sn}: ${returnWords[returned.status]}. ${returned.text}</p>` : ""}
      <div class="row">
        ${status === "UNPAID" ? press("pay", "Người mua thanh toán") : ""}
        ${status === "UNPAID" || status === "READY_TO_SHIP" ? press("cancel", "Người mua huỷ đơn") : ""}
        ${status === "PROCESSED" ? press("ask", "Người mua xin huỷ") : ""}
        ${status === "PROCESSED" ? press("collect", "Bưu tá đã lấy hàng") : ""}
        ${status === "PROCESSED" ? press("miss", "Bưu tá không lấy được") : ""}
        ${status === "SHIPPED" ? press("deliver", "Bưu tá đã giao") : ""}
        ${status === "SHIPPED" || status === "TO_CONFIRM_RECEIVE" ? press("complete", "Người mua đã nhận") : ""}
        ${
          withBuyer && !returned
            ? press(
                "return",
                "Người mua xin trả hàng",
                html`<label>Lý do <input name="reason" value="Hàng vỡ" required /></label>`,
              )
            : ""
        }
        ${returning ? press("withdraw", "Người mua rút yêu cầu trả") : ""}
        ${returning ? press("receive", "Người bán đã nhận hàng trả") : ""}
      </div>
    </section>`;
  }
}

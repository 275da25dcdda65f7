import { html } from "hono/html";
import { button, type Html, moment, vnd } from "../kit/page.ts";
import type { Marketplace } from "./gateway.ts";
import { statusOf } from "./order-status.ts";
import type { Buyer, Item, Order, Seller, Sku } from "./state.ts";
import { movesFrom, movesOfReturn, moveWords, words } from "./words.ts";

export const usualBuyer: Buyer = {
  name: "Người mua trên sàn",
  phone: "0987654321",
  address: "Số 1",
  ward: "Phường Ba Đình",
  district: "Ba Đình",
  province: "Hà Nội",
};

/** The parts of a shop's page, each with what can be done there. */
export function createBlocks({ store, items, stocks, reverses }: Marketplace, base: string) {
  const nameOf = (item: Item) => store.looks(item).attributes.name ?? "";
  function statusesOf(order: Order): string {
    return [...new Set(order.items.map((line) => words[statusOf(line)]))].join(", ");
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
        <input type="hidden" name="wasName" value="${nameOf(item)}" />
        <input type="hidden" name="wasPrice" value="${sku.price}" />
        <input type="hidden" name="wasUnits" value="${stocks.left(sku.sku_id)}" />
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
    const statuses = new Set(order.items.map(statusOf));
    const wish = order.items.some((line) => reverses.wishOf(order, line));
    const offered = new Set([...statuses].flatMap((status) => movesFrom[status] ?? []));
    if (wish) {
      offered.delete("ask-cancel");
      for (const move of ["agree-cancel", "refuse-cancel", "withdraw-cancel"]) offered.add(move);
    }
    for (const { seller_id, order_id, request_type, lines } of store.state.reverses)
      if (order_id === order.order_id && seller_id === order.seller_id && request_type !== "CANCEL") {
        const next = movesOfReturn[lines[0]?.status ?? ""];
        if (next) offered.delete("ask-return");
        if (next) offered.add(next);
      }
    return html`<section data-order="${order.order_id}">
      <p>
        <strong>${order.order_id}</strong> <span class="state">${statusesOf(order)}</span> ${order.cod ? "COD" : ""} ·
        ${order.buyer.name} · ${moment(order.created)} ${wish ? html`· <span class="mark">người mua xin huỷ</span>` : ""}
      </p>
      <p>${order.items.map((line) => html`${line.name} · ${line.seller_sku} · ${vnd(line.price)} · ${words[statusOf(line)]}<br />`)}</p>
      <div class="row">
        ${[...offered].map((move) => button(`${base}/orders/${order.seller_id}/${order.order_id}/${move}`, moveWords[move] ?? move))}
      </div>
    </section>`;
  }
  return { statusesOf, accessBlock, buyForm, itemBlock, orderBlock };
}

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { button, type Html, moment, vnd } from "../kit/page.ts";
import { statusOf } from "./orders.ts";
import { fields, missing, page } from "./page.ts";
import type { Parts } from "./parts.ts";
import type { Order, OrderStatus, Product } from "./state.ts";
import { canceledByWords, confirmationWords, fulfillmentWords, orderWords } from "./words.ts";

interface Move {
  readonly words: string;
  readonly from: readonly OrderStatus[];
}
const beforePicking: readonly OrderStatus[] = ["waiting_payment", "processing", "paid", "queueing"];
const moves = {
  pay: { words: "Người mua thanh toán", from: ["waiting_payment", "payment_review"] },
  cancel: { words: "Người mua huỷ đơn", from: beforePicking },
  "cancel-seller": { words: "Nhà bán huỷ đơn", from: ["queueing"] },
  "cancel-system": { words: "Sàn huỷ đơn", from: [...beforePicking, "picking", "ready_to_ship", "holded"] },
  confirm: { words: "Nhà bán xác nhận còn hàng", from: ["queueing"] },
  pick: { words: "Bưu tá đến lấy hàng", from: ["queueing"] },
  collect: { words: "Bưu tá đã nhận hàng", from: ["picking", "packaging", "finished_packing", "ready_to_ship"] },
  deliver: { words: "Giao thành công", from: ["handover_to_partner", "shipping"] },
  fail: { words: "Giao không thành công", from: ["handover_to_partner", "shipping"] },
  complete: { words: "Hoàn thành", from: ["successful_delivery", "delivered"] },
  return: { words: "Người mua trả hàng", from: ["successful_delivery", "delivered", "complete"] },
} satisfies Record<string, Move>;

/** What buyers, couriers and the marketplace do with an order. */
export function orderPages({ world, orders, products }: Parts, base: string): Hono {
  const app = new Hono();
  const now = () => world.clock.now();
  const back = (context: Context, sellerId: number, said: string) =>
    context.redirect(`${base}/shops/${sellerId}?said=${encodeURIComponent(said)}`, 303);

  app.post("/products/:product/orders", async (context) => {
    const product = products.find(Number(context.req.param("product")));
    if (!product) return context.html(page("Không có sản phẩm", missing), 404);
    const { quantity, name = "", phone = "", address = "", pay } = await fields(context);
    const placed = orders.place(
      product.sellerId,
      [{ productId: product.id, quantity: Number(quantity) }],
      { payment: pay === "later" ? "prepaid" : "cod", buyer: { name, phone, address } },
      now(),
    );
    return back(context, product.sellerId, "refused" in placed ? placed.refused : `Đã đặt đơn ${placed.code}.`);
  });

  const act: Record<keyof typeof moves, (order: Order) => void> = {
    pay: (order) => void orders.pay(order, now()),
    cancel: (order) => void orders.cancel(order, "buyer", "Người mua đổi ý", now()),
    "cancel-seller": (order) => void orders.cancel(order, "seller", "Nhà bán hết hàng", now()),
    "cancel-system": (order) => void orders.cancel(order, "system", "Sàn huỷ", now()),
    confirm(order) {
      const [warehouse] = world.state().sellers.find(({ id }) => id === order.sellerId)?.warehouses ?? [];
      const whole = new Set(orders.alive(order).map(({ id }) => id));
      orders.confirm(order, whole, warehouse?.id ?? 0, null, now());
    },
    pick: (order) => orders.move(order, "picking", now()),
    collect(order) {
      orders.move(order, "handover_to_partner", now());
      orders.move(order, "shipping", now());
    },
    deliver: (order) => orders.move(order, "successful_delivery", now()),
    fail: (order) => orders.move(order, "returned", now()),
    complete: (order) => orders.move(order, "complete", now()),
    return: (order) => orders.move(order, "returned", now()),
  };
  app.post("/orders/:order/lines/:line/withdraw", (context) => {
    const order = orders.find(context.req.param("order"));
    const line = order?.lines.find(({ id }) => id === Number(context.req.param("line")));
    if (!order || !line) return context.html(page("Không có đơn", missing), 404);
    const done = orders.withdraw(order, line, now());
    return back(context, order.sellerId, done ? `Đã bỏ ${line.name} khỏi đơn ${order.code}.` : "Không bỏ được nữa.");
  });
  app.post("/orders/:order/:move", (context) => {
    const order = orders.find(context.req.param("order"));
    const name = context.req.param("move");
    if (!order || !isMove(name)) return context.html(page("Không có đơn", missing), 404);
    if (!isOpen(order, name)) return back(context, order.sellerId, `Đơn ${order.code} đang ở bước khác.`);
    act[name](order);
    return back(context, order.sellerId, `Đơn ${order.code}: ${orderWords[statusOf(order)]}.`);
  });
  return app;
}

const isMove = (name: string): name is keyof typeof moves => Object.hasOwn(moves, name);
function isOpen(order: Order, name: keyof typeof moves): boolean {
  const { from }: Move = moves[name];
  // A courier comes only for what its seller has confirmed.
  const confirmed = order.sellerInventoryId !== null;
  if ((name === "pick" && !confirmed) || (name === "confirm" && confirmed)) return false;
  return from.includes(statusOf(order));
}

export function orderBlock(order: Order, base: string): Html {
  const status = statusOf(order);
  const lines = order.lines.filter(({ withdrawn }) => withdrawn === null);
  const to = (move: string) => `${base}/orders/${order.code}/${move}`;
  return html`<section data-order="${order.code}" data-status="${status}">
    <p>
      <strong>${order.code}</strong> <span class="state">${orderWords[status]}</span>
      ${order.canceled ? `(${canceledByWords[order.canceled.by]}: ${order.canceled.reason})` : ""} ·
      ${order.payment === "cod" ? "trả khi nhận" : "trả trước"} · ${fulfillmentWords[order.fulfillment]} · ${order.buyer.name} ·
      ${moment(order.placed)}
    </p>
    <ul>
      ${lines.map(
        (line) =>
          html`<li>
            ${line.name} × ${line.quantity} · ${vnd(line.price - line.discount)} · ${confirmationWords[line.confirmation]}
            ${
              lines.length > 1 && beforePicking.includes(status)
                ? button(to(`lines/${line.id}/withdraw`), "Người mua bỏ món này")
                : ""
            }
          </li>`,
      )}
    </ul>
    <div class="row">
      ${Object.keys(moves).map((name) => (isMove(name) && isOpen(order, name) ? button(to(name), moves[name].words) : ""))}
    </div>
  </section>`;
}

export function buyForm(product: Product, base: string): Html {
  return html`<form class="box" method="post" action="${base}/products/${product.id}/orders">
    <h2>Đặt mua (mô phỏng)</h2>
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

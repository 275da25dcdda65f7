import { Hono } from "hono";
import { html } from "hono/html";
import type { Marketplace } from "./gateway.ts";
import { cancelOrder, moveOrder, payOrder } from "./orders.ts";
import { endPromotion, startPromotion } from "./promotions.ts";
import { acceptReturn, askReturn, withdrawReturn } from "./returns.ts";
import { approve, ban } from "./review.ts";
import type { Item, Order } from "./state.ts";
import { writeUnits } from "./stock.ts";
import type { Store } from "./store.ts";
import { violationTypes } from "./taxonomy.ts";
import { fieldSuffix, page, statusWords } from "./words.ts";

type Form = Record<string, string>;
/** A move by hand: a sentence when it cannot be made. */
type Move<Of> = (on: Of, form: Form, at: number) => string | undefined;

/** What the buttons of the pages do; each sends back to the shop with one sentence. */
export function pageActions({ store, access }: Marketplace, base: string): Hono {
  const app = new Hono();
  const missing = page("Không có trang này", html`<section><h1>Không có trang này</h1></section>`);
  const back = (shopId: number, said: string) => `${base}/shops/${shopId}?said=${encodeURIComponent(said)}`;
  const moves = orderMoves(store);
  const itemActs = itemMoves(store);

  app.post("/items/:item/orders", async (context) => {
    const at = store.catchUp();
    const item = store.item(Number(context.req.param("item")));
    if (!item) return context.html(missing, 404);
    const form = await context.req.parseBody<Form>();
    const placed = store.place(
      item.shop_id,
      [{ itemId: item.item_id, quantity: Number(form.quantity), ...(form.model ? { modelId: Number(form.model) } : {}) }],
      { name: form.name ?? "", phone: form.phone ?? "", address: form.address ?? "" },
      { cod: form.pay !== "later", note: form.note ?? "" },
      at,
    );
    return context.redirect(back(item.shop_id, "refused" in placed ? placed.refused : `Đã đặt đơn ${placed.order_sn}.`), 303);
  });
  app.post("/items/:item/:act{.+}?", async (context) => {
    const at = store.catchUp();
    const item = store.item(Number(context.req.param("item")));
    const act = itemActs[context.req.param("act") ?? "save"];
    if (!item || !act) return context.html(missing, 404);
    const refused = act(item, await context.req.parseBody<Form>(), at);
    const { item_name, item_status } = store.now(item);
    return context.redirect(back(item.shop_id, refused ?? `Đã lưu ${item_name}: ${statusWords[item_status]}.`), 303);
  });
  app.post("/orders/:order/:move", async (context) => {
    const at = store.catchUp();
    const order = store.order(context.req.param("order"));
    const move = moves[context.req.param("move")];
    if (!order || !move) return context.html(missing, 404);
    const refused = move(order, await context.req.parseBody<Form>(), at);
    return context.redirect(back(order.shop_id, refused ?? `Đơn ${order.order_sn}: ${statusWords[order.status]}.`), 303);
  });
  app.post("/shops/:shop/:act", (context) => {
    const at = store.catchUp();
    const shop = store.shop(Number(context.req.param("shop")));
    if (!shop) return context.html(missing, 404);
    switch (context.req.param("act")) {
      case "holiday":
        shop.holiday = { ...shop.holiday, on: !shop.holiday.on, changed: at };
        store.changed();
        return context.redirect(back(shop.shop_id, shop.holiday.on ? "Gian hàng tạm nghỉ." : "Gian hàng bán lại."), 303);
      case "warehouses":
        shop.locations = shop.locations.length ? [] : ["VN0005EIZ", "VN0006EIZ"];
        store.changed();
        return context.redirect(back(shop.shop_id, `Sản phẩm mới bán từ ${shop.locations.length || 1} kho.`), 303);
      case "resend":
        return context.redirect(back(shop.shop_id, `Mã gửi lại, dùng trong 10 phút: ${access.resend(shop.shop_id)}`), 303);
      case "revoke":
        access.revoke(shop.shop_id);
        return context.redirect(back(shop.shop_id, "Đã thôi cho phép ứng dụng."), 303);
      default:
        return context.html(missing, 404);
    }
  });
  return app;
}

/** The seller's own edits, and what the marketplace's people decide. */
function itemMoves(store: Store): Readonly<Record<string, Move<Item>>> {
  return {
    save(item, form, at) {
      const now = store.now(item);
      const models = now.models.map((model) => ({
        ...model,
        original_price: Number(form[`price${fieldSuffix(now, model.model_id)}`]),
      }));
      const places = now.models.flatMap(({ model_id }) =>
        Object.keys(item.shelves[model_id] ?? {}).map((location) => {
          const suffix = fieldSuffix(now, model_id, location);
          return { model_id, location, stock: Number(form[`stock${suffix}`]), shown: form[`was${suffix}`] };
        }),
      );
      const whole =
        models.every(({ original_price }) => Number.isInteger(original_price) && original_price > 0) &&
        places.every(({ stock }) => Number.isInteger(stock) && stock >= 0);
      if (!form.title?.trim() || !whole) return "Chưa lưu: tên, giá hoặc tồn kho không hợp lệ.";
      // A browser sends other line ends and loses outer blanks: that is no edit.
      const text = form.description?.trim().replaceAll("\r\n", "\n");
      const description = text && text !== now.description.trim() ? text : undefined;
      store.change(item, { item_name: form.title.trim(), ...(description ? { description } : {}), models }, at);
      // Only what the seller typed: a sale between showing the page and saving it is not undone.
      for (const { model_id, location, stock, shown } of places)
        if (String(stock) !== shown) writeUnits(store, item, model_id, location, stock, at);
      return undefined;
    },
    approve(item, _form, at) {
      if (!["REVIEWING", "BANNED"].includes(store.now(item).item_status)) return "Sản phẩm không chờ duyệt.";
      approve(store, item, at);
      return undefined;
    },
    ban(item, form, at) {
      if (!form.reason?.trim()) return "Cần nêu lý do.";
      ban(
        store,
        item,
        { violation_type: violationTypes[4], violation_reason: form.reason.trim(), suggestion: "Sửa theo lý do rồi gửi lại." },
        at,
      );
      return undefined;
    },
    promotion(item, form, at) {
      if (store.running(item, at).length) return "Sản phẩm đang có khuyến mãi.";
      const terms = {
        percentOff: Number(form.percent),
        reserved: Number(form.reserved),
        forMs: Number(form.hours) * 3_600_000,
      };
      const whole = Object.values(terms).every((number) => Number.isInteger(number) && number >= 0);
      if (!whole || terms.percentOff < 1 || terms.percentOff > 90 || terms.forMs === 0) return "Khuyến mãi không hợp lệ.";
      return startPromotion(store, item, terms, at) ? undefined : "Không đủ hàng để giữ riêng.";
    },
    "promotion/end"(item, _form, at) {
      const [promotion] = store.running(item, at);
      if (!promotion) return "Sản phẩm không có khuyến mãi.";
      endPromotion(store, promotion, at);
      return undefined;
    },
  };
}

function orderMoves(store: Store): Readonly<Record<string, Move<Order>>> {
  const open = (order: Order) =>
    store.state.returns.find(
      ({ order_sn, status }) => order_sn === order.order_sn && ["REQUESTED", "PROCESSING", "JUDGING"].includes(status),
    );
  return {
    pay(order, _form, at) {
      if (order.status !== "UNPAID") return "Đơn không chờ thanh toán.";
      return payOrder(store, order, at) ? undefined : "Hàng đã hết, sàn huỷ đơn.";
    },
    cancel(order, _form, at) {
      if (!["UNPAID", "READY_TO_SHIP"].includes(order.status)) return "Đơn không huỷ được nữa.";
      // §7: freely in the first hour, then only by asking.
      if (order.status === "READY_TO_SHIP" && at - order.created > 3_600_000) {
        order.cancelReason = "Người mua đổi ý";
        moveOrder(store, order, "IN_CANCEL", at);
      } else cancelOrder(store, order, { by: "buyer", reason: "Người mua đổi ý" }, at);
      return undefined;
    },
    ask(order, _form, at) {
      if (order.status !== "PROCESSED") return "Đơn không xin huỷ được.";
      order.cancelReason = "Người mua đổi ý";
      moveOrder(store, order, "IN_CANCEL", at);
      return undefined;
    },
    collect(order, _form, at) {
      if (order.status !== "PROCESSED") return "Người bán chưa chuẩn bị hàng.";
      moveOrder(store, order, "SHIPPED", at);
      store.tell({ about: "package", order });
      return undefined;
    },
    miss(order, _form, at) {
      if (order.status !== "PROCESSED") return "Người bán chưa chuẩn bị hàng.";
      order.arranged = false;
      order.trackingNumber = "";
      moveOrder(store, order, "RETRY_SHIP", at);
      store.tell({ about: "package", order });
      return undefined;
    },
    deliver(order, _form, at) {
      if (order.status !== "SHIPPED") return "Đơn chưa được giao.";
      moveOrder(store, order, "TO_CONFIRM_RECEIVE", at);
      store.tell({ about: "package", order });
      return undefined;
    },
    complete(order, _form, at) {
      if (!["SHIPPED", "TO_CONFIRM_RECEIVE"].includes(order.status)) return "Đơn chưa được giao.";
      moveOrder(store, order, "COMPLETED", at);
      return undefined;
    },
    return: (order, form, at) =>
      !open(order) && askReturn(store, order, form.reason?.trim() || "Không nêu lý do", at) ? undefined : "Đơn không trả được.",
    withdraw(order, _form, at) {
      const asked = open(order);
      if (!asked) return "Không có yêu cầu trả hàng.";
      withdrawReturn(store, asked, at);
      return undefined;
    },
    receive(order, _form, at) {
      const asked = open(order);
      if (!asked) return "Không có yêu cầu trả hàng.";
      acceptReturn(store, asked, at);
      return undefined;
    },
  };
}

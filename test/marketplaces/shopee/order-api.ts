import { z } from "zod";
import { flag, pageSize, type Routes, ShopeeError, seconds, snList } from "./gateway.ts";
import { orderDetail } from "./order-detail.ts";
import { activeUnits, cancelOrder, cancelUnits, moveOrder, orderSeen } from "./orders.ts";
import type { Order, Shop } from "./state.ts";
import type { Store } from "./store.ts";

/** The list's filter knows fewer words than orders have (§7). */
const filterable = [
  "UNPAID",
  "READY_TO_SHIP",
  "PROCESSED",
  "SHIPPED",
  "COMPLETED",
  "IN_CANCEL",
  "CANCELLED",
  "INVOICE_PENDING",
] as const;
const listSchema = z.object({
  time_range_field: z.enum(["create_time", "update_time"]),
  time_from: z.coerce.number().int(),
  time_to: z.coerce.number().int(),
  page_size: pageSize,
  cursor: z.string().default(""),
  order_status: z.enum(filterable).optional(),
  response_optional_fields: z.string().default(""),
  request_order_status_pending: flag.default(false),
});
const line = { item_id: z.int(), model_id: z.int() };
const cancelSchema = z.object({
  order_sn: z.string(),
  cancel_reason: z.enum(["OUT_OF_STOCK", "CUSTOMER_REQUEST", "UNDELIVERABLE_AREA", "COD_NOT_SUPPORTED"]),
  item_list: z.array(z.object(line)).optional(),
  partial_cancel_item_list: z.array(z.object({ ...line, model_quantity: z.int().positive() })).optional(),
});
const decideSchema = z.object({ order_sn: z.string(), operation: z.enum(["ACCEPT", "REJECT"]) });

export const ownOrder = (store: Store, orderSn: string, shop: Shop): Order => {
  const order = store.order(orderSn);
  if (order?.shop_id !== shop.shop_id)
    throw new ShopeeError("order.error_not_found", "Wrong parameters, detail: the order is not found.");
  return order;
};

/** §7. A written order is read at once by its number, and in lists only after the dial's lag. */
export function orderApi(routes: Routes, store: Store): void {
  routes.shop("GET", "/order/get_order_list", (call) => {
    const asked = call.query(listSchema);
    if (asked.time_to < asked.time_from || asked.time_to - asked.time_from > 15 * 86_400)
      throw new ShopeeError("order.order_list_invalid_time", "Start time must be earlier than end time and diff in 15days.");
    const at = (order: Order) =>
      seconds(asked.time_range_field === "create_time" ? order.created : orderSeen(order, call.at).updated);
    const all = call.met("empty-list")
      ? []
      : store.state.orders
          .filter((order) => order.shop_id === call.shop.shop_id && order.visible <= call.at)
          .filter((order) => at(order) >= asked.time_from && at(order) <= asked.time_to)
          .map((order) => ({ order, status: orderSeen(order, call.at).status }))
          .filter(({ status }) => asked.order_status === undefined || status === asked.order_status)
          .filter(({ status }) => status !== "PENDING" || asked.request_order_status_pending)
          .filter(({ status }) => status !== "UNPAID" || store.state.dials.unpaidVisible)
          .sort((one, other) => at(one.order) - at(other.order));
    const start = Number(asked.cursor || 0);
    const next = start + asked.page_size;
    const more = next < all.length;
    return {
      more,
      next_cursor: more ? String(next) : "",
      order_list: all.slice(start, next).map(({ order, status }) => ({
        order_sn: order.order_sn,
        ...(asked.response_optional_fields.split(",").includes("order_status") ? { order_status: status } : {}),
      })),
    };
  });

  routes.shop("GET", "/order/get_order_detail", (call) => {
    const asked = call.query(
      z.object({
        order_sn_list: snList(50),
        response_optional_fields: z.string().default(""),
        request_order_status_pending: flag.optional(),
      }),
    );
    const optional = new Set(asked.response_optional_fields.split(","));
    const order_list = store.state.orders
      .filter((order) => order.shop_id === call.shop.shop_id && asked.order_sn_list.includes(order.order_sn))
      .filter((order) => order.status !== "UNPAID" || store.state.dials.unpaidVisible)
      .map((order) => orderDetail(store, order, optional, call.at));
    if (call.met("rows-dropped")) order_list.pop();
    if (order_list.length < asked.order_sn_list.length) call.warn("Some order_sn are not found and were left out.");
    return { order_list };
  });

  routes.shop("POST", "/order/cancel_order", async (call) => {
    const asked = await call.body(cancelSchema);
    if (asked.cancel_reason === "OUT_OF_STOCK" && !asked.item_list?.length && !asked.partial_cancel_item_list?.length)
      throw new ShopeeError("error_param", "item_list is needed when the reason is OUT_OF_STOCK.");
    const order = ownOrder(store, asked.order_sn, call.shop);
    if (!["UNPAID", "PENDING", "READY_TO_SHIP", "PROCESSED", "RETRY_SHIP"].includes(order.status))
      throw new ShopeeError("order.error_limit", "Can not cancel this order");
    const part = asked.partial_cancel_item_list;
    if (part) {
      const rows = part.map(({ item_id, model_id, model_quantity }) => {
        const found = order.lines.find((each) => each.item_id === item_id && each.model_id === model_id);
        if (!found || activeUnits(found) < model_quantity)
          throw new ShopeeError("error_param", "partial_cancel_item_list is not what the order holds.");
        return { found, model_quantity };
      });
      const left = order.lines.reduce((sum, each) => sum + activeUnits(each), 0);
      if (rows.reduce((sum, { model_quantity }) => sum + model_quantity, 0) < left) {
        for (const { found, model_quantity } of rows) cancelUnits(store, order, found, model_quantity, call.at);
        return { update_time: seconds(order.updated) };
      }
    }
    cancelOrder(store, order, { by: "seller", reason: asked.cancel_reason }, call.at);
    return { update_time: seconds(order.updated) };
  });
  routes.shop("POST", "/order/handle_buyer_cancellation", async (call) => {
    const { order_sn, operation } = await call.body(decideSchema);
    const order = ownOrder(store, order_sn, call.shop);
    if (order.status !== "IN_CANCEL")
      throw new ShopeeError("order.order_status_invalid", "Invalid order_status.The order status should be IN_CANCEL.");
    if (operation === "ACCEPT")
      cancelOrder(store, order, { by: "buyer", reason: order.cancelReason || "Người mua xin huỷ" }, call.at);
    else moveOrder(store, order, order.arranged ? "PROCESSED" : "READY_TO_SHIP", call.at);
    return { update_time: seconds(order.updated) };
  });
  routes.shop("POST", "/order/set_note", async (call) => {
    const { order_sn, note } = await call.body(z.object({ order_sn: z.string(), note: z.string() }));
    ownOrder(store, order_sn, call.shop).sellerNote = note;
    store.changed();
    return {};
  });
}

import { z } from "zod";
import { type Marketplace, type ShopCall, ShopeeError } from "./api.ts";
import type { Order } from "./store.ts";

type Route = (method: "GET" | "POST", path: string, call: ShopCall) => unknown;

const seconds = (at: number) => Math.floor(at / 1000);
const shipSchema = z.object({
  order_sn: z.string(),
  pickup: z.object({ address_id: z.int(), pickup_time_id: z.string() }).partial().optional(),
  dropoff: z.object({}).optional(),
  non_integrated: z.object({ tracking_number: z.string() }).optional(),
});
const cancelSchema = z.object({
  order_sn: z.string(),
  cancel_reason: z.enum(["OUT_OF_STOCK", "CUSTOMER_REQUEST", "UNDELIVERABLE_AREA", "COD_NOT_SUPPORTED"]),
});
const decideSchema = z.object({ order_sn: z.string(), operation: z.enum(["ACCEPT", "REJECT"]) });

/** §7. A written order is read at once by its number, and in the list only after the dial's lag. */
export function orderApi(route: Route, { store, pushes }: Marketplace): void {
  const own = (orderSn: string, shopId: number): Order => {
    const order = store.state.orders.find((each) => each.order_sn === orderSn && each.shop_id === shopId);
    if (!order) throw new ShopeeError("order.error_not_found", "Wrong parameters, detail: the order is not found.");
    return order;
  };
  const body = async <Schema extends z.ZodType>(schema: Schema, json: Promise<unknown>): Promise<z.infer<Schema>> => {
    const asked = schema.safeParse(await json);
    if (asked.success) return asked.data;
    throw new ShopeeError("error_param", `Parameter ${asked.error.issues[0]?.path.join(".")} is wrong.`);
  };

  route("GET", "/order/get_order_list", (context, shopId) => {
    const query = context.req.query();
    const field = query.time_range_field;
    const from = Number(query.time_from);
    const to = Number(query.time_to);
    const size = Number(query.page_size);
    if (field !== "create_time" && field !== "update_time") throw new ShopeeError("error_param", "time_range_field is wrong.");
    if (!(to >= from) || to - from > 15 * 86_400)
      throw new ShopeeError("order.order_list_invalid_time", "Start time must be before end time and within 15 days.");
    if (!(size >= 1 && size <= 100)) throw new ShopeeError("error_param", "page_size must be 1 to 100.");
    const visibleUntil = Date.now() - store.state.dials.orderListLagMs;
    const at = (order: Order) => (field === "create_time" ? order.created : order.updated);
    const all = store.state.orders
      .filter((order) => order.shop_id === shopId && seconds(at(order)) >= from && seconds(at(order)) <= to)
      .filter((order) => order.created <= visibleUntil)
      .filter((order) => !query.order_status || order.status === query.order_status)
      .sort((one, other) => at(one) - at(other));
    const start = query.cursor ? Number(query.cursor) : 0;
    const more = start + size < all.length;
    return {
      more,
      next_cursor: more ? String(start + size) : "",
      order_list: all.slice(start, start + size).map(({ order_sn, status }) => ({
        order_sn,
        ...(query.response_optional_fields === "order_status" ? { order_status: status } : {}),
      })),
    };
  });

  route("GET", "/order/get_order_detail", (context, shopId) => {
    const ids = (context.req.query("order_sn_list") ?? "").split(",").filter(Boolean);
    if (!ids.length || ids.length > 50) throw new ShopeeError("error_param", "order_sn_list takes 1 to 50.");
    const optional = new Set((context.req.query("response_optional_fields") ?? "").split(","));
    return {
      order_list: store.state.orders
        .filter((order) => order.shop_id === shopId && ids.includes(order.order_sn))
        .map((order) => detail(order, optional)),
    };
  });

  route("GET", "/logistics/get_shipping_parameter", (context, shopId) => {
    own(context.req.query("order_sn") ?? "", shopId);
    return { info_needed: { dropoff: [] }, dropoff: { branch_list: [] } };
  });
  route("POST", "/logistics/ship_order", async (context, shopId) => {
    const asked = await body(shipSchema, context.req.json());
    const order = own(asked.order_sn, shopId);
    const ways = [asked.pickup, asked.dropoff, asked.non_integrated].filter((way) => way !== undefined);
    if (ways.length !== 1) throw new ShopeeError("error_param", "Exactly one of pickup, dropoff and non_integrated is needed.");
    if (order.arranged) throw new ShopeeError("logistics.error_status_limit", "The shipment is arranged already.");
    if (order.status !== "READY_TO_SHIP")
      throw new ShopeeError("logistics.error_status_limit", "The order is not ready to ship.");
    order.arranged = true;
    order.trackingNumber = `SPXVN${String(store.newId())}`;
    store.move(order, "PROCESSED", Date.now());
    pushes.tell(order);
    return {};
  });
  route("GET", "/logistics/get_tracking_number", (context, shopId) => ({
    tracking_number: own(context.req.query("order_sn") ?? "", shopId).trackingNumber,
  }));
  route("POST", "/order/cancel_order", async (context, shopId) => {
    const { order_sn, cancel_reason } = await body(cancelSchema, context.req.json());
    const order = own(order_sn, shopId);
    if (!["UNPAID", "READY_TO_SHIP", "PROCESSED"].includes(order.status))
      throw new ShopeeError("order.error_status", "The order cannot be cancelled any more.");
    order.cancelReason = cancel_reason;
    store.move(order, "CANCELLED", Date.now());
    pushes.tell(order);
    return { update_time: seconds(order.updated) };
  });
  route("POST", "/order/handle_buyer_cancellation", async (context, shopId) => {
    const { order_sn, operation } = await body(decideSchema, context.req.json());
    const order = own(order_sn, shopId);
    if (order.status !== "IN_CANCEL") throw new ShopeeError("order.error_status", "The buyer did not ask to cancel.");
    store.move(order, operation === "ACCEPT" ? "CANCELLED" : order.arranged ? "PROCESSED" : "READY_TO_SHIP", Date.now());
    pushes.tell(order);
    return { update_time: seconds(order.updated) };
  });
}

/** Without `response_optional_fields` an order is nearly empty (§7). */
function detail(order: Order, optional: ReadonlySet<string>): Record<string, unknown> {
  const total = order.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const extra: Record<string, unknown> = {
    item_list: order.lines.map((line) => ({
      item_id: line.item_id,
      item_name: line.item_name,
      item_sku: line.item_sku,
      model_id: 0,
      model_name: "",
      model_sku: "",
      model_quantity_purchased: line.quantity,
      model_original_price: line.price,
      model_discounted_price: line.price,
      order_item_id: line.item_id,
      line_item_id: line.line_item_id,
      promotion_type: "",
      promotion_id: 0,
      product_location_id: "",
    })),
    total_amount: total,
    package_list: [
      {
        package_number: `OFG${order.order_sn}`,
        logistics_status: order.arranged ? "LOGISTICS_REQUEST_CREATED" : "LOGISTICS_READY",
        is_shipment_arranged: order.arranged,
        logistics_channel_id: 50_021,
        shipping_carrier: "SPX Express",
        item_list: order.lines.map(({ item_id, quantity }) => ({ item_id, model_id: 0, model_quantity: quantity })),
      },
    ],
    recipient_address: {
      name: order.buyer.name,
      phone: order.buyer.phone,
      region: "VN",
      state: "",
      city: "",
      district: "",
      town: "",
      zipcode: "",
      full_address: order.buyer.address,
    },
    pay_time: order.paid ? seconds(order.paid) : 0,
    cancel_reason: order.cancelReason,
  };
  return {
    order_sn: order.order_sn,
    region: "VN",
    currency: "VND",
    cod: order.cod,
    order_status: order.status,
    message_to_seller: order.note,
    create_time: seconds(order.created),
    update_time: seconds(order.updated),
    days_to_ship: 2,
    ship_by_date: seconds(order.created) + 2 * 86_400,
    booking_sn: "",
    ...Object.fromEntries(Object.entries(extra).filter(([name]) => optional.has(name))),
  };
}

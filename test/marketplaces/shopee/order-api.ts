import { z } from "zod";
import { type Marketplace, type Route, ShopeeError } from "./api.ts";
import { logisticsChannels, type Order, type OrderStatus } from "./store.ts";

/** The list's filter knows fewer words than orders have (§7). */
const filterable = new Set([
  "UNPAID",
  "READY_TO_SHIP",
  "PROCESSED",
  "SHIPPED",
  "COMPLETED",
  "IN_CANCEL",
  "CANCELLED",
  "INVOICE_PENDING",
]);
const packageStatuses = { 0: ["READY_TO_SHIP", "PROCESSED"], 1: [], 2: ["READY_TO_SHIP"], 3: ["PROCESSED"] } as const;
const packageNumber = (order: Order) => `OFG${order.order_sn}`;
const pickupAddress = { address_id: 2826, pickup_time_id: "1639472400" } as const;
const seconds = (at: number) => Math.floor(at / 1000);
const shipSchema = z.object({
  order_sn: z.string(),
  pickup: z.object({ address_id: z.int(), pickup_time_id: z.string() }).partial().optional(),
  dropoff: z.object({}).optional(),
  non_integrated: z.object({ tracking_number: z.string() }).optional(),
});
const cancelSchema = z.object({
  order_sn: z.string(),
  item_list: z.array(z.object({ item_id: z.int(), model_id: z.int() })).optional(),
  cancel_reason: z.enum(["OUT_OF_STOCK", "CUSTOMER_REQUEST", "UNDELIVERABLE_AREA", "COD_NOT_SUPPORTED"]),
});
const packagesSchema = z.object({
  filter: z
    .object({ package_status: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(0) })
    .default({ package_status: 0 }),
  pagination: z.object({ page_size: z.int().min(1).max(100), cursor: z.string().default("") }),
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
    if (query.order_status && !filterable.has(query.order_status))
      throw new ShopeeError("error_param", "order_status is wrong.");
    const visibleUntil = Date.now() - store.state.dials.orderListLagMs;
    const at = (order: Order) => (field === "create_time" ? order.created : order.updated);
    const all = store.state.orders
      .filter((order) => order.shop_id === shopId && seconds(at(order)) >= from && seconds(at(order)) <= to)
      .filter((order) => order.created <= visibleUntil)
      .filter((order) => !query.order_status || order.status === query.order_status)
      .filter((order) => order.status !== "PENDING" || query.request_order_status_pending === "true")
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
    const order = own(context.req.query("order_sn") ?? "", shopId);
    if (!byPickup(order)) return { info_needed: { dropoff: [] }, dropoff: { branch_list: [] } };
    const { address_id, pickup_time_id } = pickupAddress;
    const slot = { date: Number(pickup_time_id), pickup_time_id, flags: ["recommended"] };
    return {
      info_needed: { pickup: ["address_id", "pickup_time_id"] },
      pickup: { address_list: [{ address_id, time_slot_list: [slot] }] },
    };
  });
  // What §7 says of a shipment that is arranged while its number is pending is told of the package, not of the order.
  const parcel = (order: Order) => ({
    order_sn: order.order_sn,
    package_number: packageNumber(order),
    logistics_status: order.arranged ? "LOGISTICS_REQUEST_CREATED" : "LOGISTICS_READY",
    logistics_channel_id: order.carrier,
    is_shipment_arranged: order.arranged,
  });
  route("GET", "/order/get_package_detail", (context, shopId) => {
    const numbers = new Set((context.req.query("package_number_list") ?? "").split(",").filter(Boolean));
    if (!numbers.size || numbers.size > 50) throw new ShopeeError("error_param", "package_number_list takes 1 to 50.");
    const found = store.state.orders.filter((order) => order.shop_id === shopId && numbers.has(packageNumber(order)));
    return { package_list: found.map((order) => ({ ...parcel(order), tracking_number: order.trackingNumber })) };
  });
  route("POST", "/order/search_package_list", async (context, shopId) => {
    const { filter, pagination } = await body(packagesSchema, context.req.json());
    const statuses: readonly OrderStatus[] = packageStatuses[filter.package_status];
    const all = store.state.orders.filter(({ shop_id, status }) => shop_id === shopId && statuses.includes(status));
    const start = Number(pagination.cursor || 0);
    const next = start + pagination.page_size;
    const more = next < all.length;
    return {
      packages_list: all.slice(start, next).map(parcel),
      pagination: { total_count: all.length, next_cursor: more ? String(next) : "", more },
    };
  });
  route("GET", "/order/get_shipment_list", (context, shopId) => {
    const size = Number(context.req.query("page_size"));
    if (!(size >= 1 && size <= 100)) throw new ShopeeError("error_param", "page_size must be 1 to 100.");
    const start = Number(context.req.query("cursor") || 0);
    const all = store.state.orders.filter((order) => order.shop_id === shopId && order.status === "READY_TO_SHIP");
    const more = start + size < all.length;
    const page = all.slice(start, start + size);
    return {
      order_list: page.map((order) => ({ order_sn: order.order_sn, package_number: packageNumber(order) })),
      more,
      next_cursor: more ? String(start + size) : "",
    };
  });
  route("POST", "/logistics/ship_order", async (context, shopId) => {
    const asked = await body(shipSchema, context.req.json());
    const order = own(asked.order_sn, shopId);
    const ways = [asked.pickup, asked.dropoff, asked.non_integrated].filter((way) => way !== undefined);
    if (ways.length !== 1) throw new ShopeeError("error_param", "Exactly one of pickup, dropoff and non_integrated is needed.");
    if (byPickup(order) ? asked.pickup?.address_id !== pickupAddress.address_id : !asked.dropoff)
      throw new ShopeeError("logistics.error_param", "The channel needs the other way of handing over.");
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
    const { order_sn, cancel_reason, item_list } = await body(cancelSchema, context.req.json());
    if (cancel_reason === "OUT_OF_STOCK" && !item_list?.length)
      throw new ShopeeError("error_param", "item_list is needed when the reason is OUT_OF_STOCK.");
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

const carrierOf = (order: Order) =>
  logisticsChannels.find(({ logistics_channel_id }) => logistics_channel_id === order.carrier);
const byPickup = (order: Order) => carrierOf(order)?.handover === "pickup";

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
      model_quantity_purchased: order.unreadable ? "??" : line.quantity,
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
        package_number: packageNumber(order),
        logistics_status: order.arranged ? "LOGISTICS_REQUEST_CREATED" : "LOGISTICS_READY",
        logistics_channel_id: order.carrier,
        shipping_carrier: carrierOf(order)?.logistics_channel_name ?? "",
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

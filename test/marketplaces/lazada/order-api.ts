import { LazadaError } from "./error.ts";
import { type Api, type Call, listed, type Marketplace, needed } from "./gateway.ts";
import { shopSku } from "./messages.ts";
import { type Order, type OrderItem, type OrderStatus, orderStatuses } from "./state.ts";
import { orderTime, readOffsetTime, slaTime } from "./times.ts";

/** §7. The views of a list and what is in them; the others are called by their own name. */
const views: Readonly<Record<string, readonly OrderStatus[]>> = {
  topack: ["pending", "repacked"],
  toship: ["packed", "ready_to_ship"],
  shipping: ["shipped"],
  failed_delivery: ["failed"],
  lost: ["lost_by_3pl", "damaged_by_3pl"],
};
const filterable: ReadonlySet<string> = new Set([
  ...orderStatuses.filter((status) => status !== "repacked"),
  ...Object.keys(views),
]);
const second = (at: number) => Math.floor(at / 1000);
const wrong = (code: string, message: string) => new LazadaError(code, message, { type: "ISP" });

export function orderApi({ store, reverses, faults }: Marketplace): readonly Api[] {
  /** A cancellation may be read late. */
  const seen = (line: OrderItem) => line.history.findLast(({ seenAt }) => seenAt <= store.now()) ?? line.history[0];
  const statusSeen = (line: OrderItem): OrderStatus => seen(line)?.status ?? "pending";
  const updated = (order: Order) => Math.max(order.created, ...order.items.map((line) => seen(line)?.at ?? order.created));

  function list(call: Call) {
    const { parameters, context } = call;
    const time = (name: string) => {
      const text = parameters[name];
      if (text === undefined) return undefined;
      const at = /[+-]\d{2}:\d{2}$/.test(text) ? readOffsetTime(text) : undefined;
      if (at === undefined) throw wrong("17", `E017: "${text}" Invalid Date Format`);
      return at;
    };
    const created = { after: time("created_after"), before: time("created_before") };
    const changed = { after: time("update_after"), before: time("update_before") };
    if (created.after === undefined && changed.after === undefined)
      throw new LazadaError("MissingParameter", "Either update_after or created_after is mandatory");
    const limit = Number(parameters.limit ?? 100);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100))
      throw wrong("19", `E019: "${parameters.limit}" Invalid Limit`);
    const offset = Number(parameters.offset ?? 0);
    if (!(Number.isInteger(offset) && offset >= 0 && offset <= 5_000))
      throw wrong("14", `E014: "${parameters.offset}" Invalid Offset`);
    const { status = "all", sort_by = "created_at", sort_direction = "DESC" } = parameters;
    if (status !== "all" && !filterable.has(status)) throw wrong("36", "E036: Invalid status filter");
    if (!["created_at", "updated_at"].includes(sort_by)) throw wrong("75", "E075: Invalid sort filter.");
    if (!["ASC", "DESC"].includes(sort_direction)) throw wrong("74", "E074: Invalid sort direction.");

    const within = (at: number, { after, before }: typeof created) =>
      (after === undefined || second(at) >= second(after)) && (before === undefined || second(at) <= second(before));
    const wanted: readonly string[] | undefined = status === "all" ? undefined : (views[status] ?? [status]);
    const by = (order: Order) => (sort_by === "created_at" ? order.created : updated(order));
    const sign = sort_direction === "ASC" ? 1 : -1;
    const found = store.state.orders
      .filter((order) => order.seller_id === call.seller && order.listedAt <= store.now())
      .filter((order) => within(order.created, created) && within(updated(order), changed))
      .filter((order) => store.dials.unpaidVisible || order.items.some((line) => statusSeen(line) !== "unpaid"))
      .filter((order) => !wanted || order.items.some((line) => wanted.includes(statusSeen(line))))
      .sort((one, other) => sign * (second(by(one)) - second(by(other)) || one.order_id - other.order_id));
    const page = found.slice(offset, offset + limit);
    const told = faults.met(context, "empty-list") ? [] : faults.met(context, "short-list") ? page.slice(0, -1) : page;
    const total = faults.met(context, "empty-list") ? 0 : faults.met(context, "short-list") ? found.length - 1 : found.length;
    return { data: { count: told.length, countTotal: Math.max(0, total), orders: told.map(header) } };
  }

  const own = (call: Call, text: string): Order => {
    const order = /^\d+$/.test(text) ? store.order(call.seller, Number(text)) : undefined;
    if (!order) throw wrong("16", `E016: "${text}" Invalid Order ID`);
    return order;
  };

  function several(call: Call) {
    const ids = listed(needed(call.parameters, "order_ids"));
    if (!ids) throw wrong("56", "E056: Invalid OrdersIdList format. Must use array format [1,2]");
    if (ids.length > 50) throw wrong("38", "E038: Too many orders were requested");
    const found = ids.map((id) => store.order(call.seller, Number(id)));
    if (!ids.length || found.every((order) => !order)) throw wrong("39", "E039: No orders were found");
    if (found.some((order) => !order)) throw wrong("37", "E037: One or more order id in the list are incorrect");
    return {
      data: found.flatMap((order) =>
        order
          ? [
              {
                order_id: order.order_id,
                order_number: order.order_id,
                order_items: order.items.map((line) => row(order, line)),
              },
            ]
          : [],
      ),
    };
  }

  const money = (amount: number) => amount.toFixed(2);
  function header(order: Order) {
    const sum = (of: (line: OrderItem) => number) => order.items.reduce((total, line) => total + of(line), 0);
    const fromSeller = sum((line) => line.voucher_seller);
    const fromPlatform = sum((line) => line.voucher_platform);
    const shipping = money(sum((line) => line.shipping));
    const address = addressOf(order);
    return {
      order_id: String(order.order_id),
      order_number: String(order.order_id),
      created_at: order.unreadable ? "??" : orderTime(order.created),
      updated_at: orderTime(updated(order)),
      address_updated_at: orderTime(order.created),
      statuses: [...new Set(order.items.map(statusSeen))],
      items_count: order.items.length,
      price: money(sum(({ price }) => price)),
      voucher: money(fromSeller + fromPlatform),
      voucher_seller: money(fromSeller),
      voucher_platform: money(fromPlatform),
      voucher_code: "",
      shipping_fee: shipping,
      shipping_fee_original: shipping,
      shipping_fee_discount_seller: money(0),
      shipping_fee_discount_platform: money(0),
      payment_method: order.cod ? "COD" : "MIXEDCARD",
      warehouse_code: order.items[0]?.warehouse ?? "",
      buyer_note: order.note,
      remarks: "",
      gift_option: false,
      gift_message: "",
      delivery_info: "",
      extra_attributes: "",
      tax_code: "",
      branch_number: "",
      national_registration_number: "",
      promised_shipping_times: "",
      customer_first_name: address.first_name,
      customer_last_name: "",
      address_shipping: address,
      address_billing: address,
      need_cancel_confirm: order.items.some((line) => reverses.wishOf(order, line)),
      is_cancel_pending: "false",
    };
  }

  /** Money is a number here and a text in the order, as the samples have it (§7). */
  function row(order: Order, line: OrderItem) {
    const { itemMoneyAsText } = store.dials;
    const amount = (value: number) => (itemMoneyAsText ? money(value) : value);
    const parcel = store.state.packages.find(({ package_id }) => package_id === line.package_id);
    const wish = reverses.wishOf(order, line);
    const asked = store.state.reverses.findLast(
      (reverse) =>
        reverse.seller_id === order.seller_id &&
        reverse.order_id === order.order_id &&
        reverse.lines.some(({ order_item_id }) => order_item_id === line.order_item_id),
    );
    return {
      order_item_id: order.unreadable ? "??" : line.order_item_id,
      order_id: order.order_id,
      sku: line.seller_sku,
      shop_sku: shopSku(line.item_id, line.sku_id),
      sku_id: String(line.sku_id),
      product_id: String(line.item_id),
      name: line.name,
      variation: line.variation,
      product_main_image: line.image,
      product_detail_url: "",
      item_price: amount(line.price),
      paid_price: amount(line.price - line.voucher_seller - line.voucher_platform),
      voucher_seller: amount(line.voucher_seller),
      voucher_platform: amount(line.voucher_platform),
      voucher_amount: amount(line.voucher_seller + line.voucher_platform),
      shipping_amount: amount(line.shipping),
      tax_amount: amount(0),
      wallet_credits: amount(0),
      currency: "VND",
      status: statusSeen(line),
      package_id: line.package_id,
      tracking_code: parcel?.tracking_number ?? "",
      shipment_provider: parcel ? "LEX VN" : "",
      shipping_type: "Dropshipping",
      shipping_provider_type: "standard",
      warehouse_code: line.warehouse,
      invoice_number: line.invoice,
      reason: line.reason,
      reason_detail: "",
      cancel_return_initiator: line.initiator,
      return_status: "",
      created_at: orderTime(order.created),
      updated_at: orderTime(seen(line)?.at ?? order.created),
      sla_time_stamp: slaTime(order.created + 2 * 86_400_000),
      order_type: "Normal",
      order_flag: "NORMAL",
      is_digital: 0,
      is_fbl: 0,
      is_reroute: 0,
      delivery_option_sof: 0,
      payment_time: order.paid,
      need_cancel_confirm: wish !== undefined,
      is_cancel_pending: false,
      ...(wish ? { cancel_trigger_time: wish.decidesAt } : {}),
      ...(asked ? { reverse_order_id: asked.reverse_order_id } : {}),
    };
  }

  function addressOf({ buyer, unreadable }: Order) {
    const masked = (text: string, from: number, to = 0) =>
      store.dials.masksBuyers
        ? `${text.slice(0, from)}${"*".repeat(Math.max(3, text.length - from - to))}${to ? text.slice(-to) : ""}`
        : text;
    return {
      first_name: unreadable ? null : masked(buyer.name, 1),
      last_name: "",
      phone: masked(buyer.phone.replace(/^0/, "84"), 2, 2),
      phone2: "",
      address1: masked(buyer.address, 1),
      address2: "",
      address3: buyer.province,
      address4: buyer.district,
      address5: buyer.ward,
      city: buyer.district || buyer.province,
      addressDsitrict: buyer.district,
      country: "Vietnam",
      post_code: "",
    };
  }

  const get = (path: string, call: Api["call"]): Api => ({ path, methods: ["GET"], access: "seller", call });
  return [
    get("/orders/get", list),
    get("/order/get", (call) => ({ data: header(own(call, needed(call.parameters, "order_id"))) })),
    get("/order/items/get", (call) => {
      const order = own(call, needed(call.parameters, "order_id"));
      return { data: order.items.map((line) => row(order, line)) };
    }),
    get("/orders/items/get", several),
  ];
}

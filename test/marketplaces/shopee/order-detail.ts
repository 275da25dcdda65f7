import { seconds } from "./gateway.ts";
import { imageUrl } from "./listing-api.ts";
import { activeUnits, logisticsStatus, orderSeen, packageNumber, shipBy } from "./orders.ts";
import type { Order } from "./state.ts";
import type { Store } from "./store.ts";
import { channelOf } from "./taxonomy.ts";

const starred = (text: string): string => (text.length < 3 ? "*" : `${text[0]}******${text.at(-1)}`);

/** Without `response_optional_fields` an order is nearly empty (§7). */
export function orderDetail(store: Store, order: Order, optional: ReadonlySet<string>, at: number): object {
  const { status, updated } = orderSeen(order, at);
  const cancelled = status === "CANCELLED";
  const mask = store.state.dials.buyersAreMasked ? starred : (text: string) => text;
  const returns = store.state.returns.filter(
    ({ order_sn, status: state }) => order_sn === order.order_sn && state === "REQUESTED",
  );
  // §7: the wider parts of an address stand apart as well, unstarred.
  const [state = "", town = ""] = order.buyer.address.split(", ").slice(1).toReversed();
  const carrier = channelOf(order.carrier)?.name ?? "";
  const extra: Record<string, unknown> = {
    buyer_user_id: 0,
    buyer_username: mask("nguoimua"),
    payment_method: order.cod ? "Cash on Delivery" : "ShopeePay",
    shipping_carrier: carrier,
    checkout_shipping_carrier: carrier,
    estimated_shipping_fee: 0,
    actual_shipping_fee: 0,
    actual_shipping_fee_confirmed: false,
    fulfillment_flag: "fulfilled_by_local_seller",
    goods_to_declare: false,
    split_up: false,
    note: order.sellerNote,
    pickup_done_time: order.collected ? seconds(order.collected) : 0,
    item_list: order.lines.map((line) => ({
      item_id: line.item_id,
      item_name: line.item_name,
      item_sku: line.item_sku,
      model_id: line.model_id,
      model_name: line.model_name,
      model_sku: line.model_sku,
      model_quantity_purchased: order.unreadable ? "??" : line.quantity,
      model_original_price: line.original_price,
      model_discounted_price: line.price,
      wholesale: false,
      weight: 0,
      add_on_deal: false,
      promotion_type: line.promotion_id ? "product_promotion" : "",
      promotion_id: line.promotion_id,
      order_item_id: line.item_id,
      line_item_id: line.line_item_id,
      image_info: { image_url: imageUrl(imageOf(store, line.item_id)) },
      product_location_id: line.location,
      active_qty: cancelled ? 0 : activeUnits(line) - line.returned,
      cancel_requested_qty: status === "IN_CANCEL" ? activeUnits(line) : 0,
      cancelled_qty: order.status === "CANCELLED" && !cancelled ? 0 : line.cancelled,
      return_requested_qty: returns
        .flatMap(({ lines }) => lines)
        .filter(({ item_id, model_id }) => item_id === line.item_id && model_id === line.model_id)
        .reduce((sum, { amount }) => sum + amount, 0),
      returned_qty: line.returned,
    })),
    total_amount: order.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    package_list: [
      {
        package_number: packageNumber(order),
        logistics_status: logisticsStatus(order),
        logistics_channel_id: order.carrier,
        shipping_carrier: carrier,
        allow_self_design_awb: false,
        item_list: order.lines.map((line) => ({
          item_id: line.item_id,
          model_id: line.model_id,
          model_quantity: activeUnits(line),
          order_item_id: line.item_id,
          product_location_id: line.location,
        })),
      },
    ],
    recipient_address: {
      name: mask(order.buyer.name),
      phone: mask(order.buyer.phone),
      region: "VN",
      state,
      city: "",
      district: "",
      town,
      zipcode: "",
      full_address: mask(order.buyer.address),
    },
    pay_time: order.paid ? seconds(order.paid) : 0,
    cancel_by: cancelled ? order.cancelBy : "",
    cancel_reason: cancelled ? order.cancelReason : "",
    buyer_cancel_reason: order.cancelBy === "buyer" && cancelled ? order.cancelReason : "",
  };
  return {
    order_sn: order.order_sn,
    region: "VN",
    currency: "VND",
    cod: order.cod,
    order_status: status,
    message_to_seller: order.note,
    create_time: seconds(order.created),
    update_time: seconds(updated),
    days_to_ship: order.daysToShip,
    ship_by_date: seconds(shipBy(order)),
    booking_sn: "",
    ...Object.fromEntries(Object.entries(extra).filter(([name]) => optional.has(name))),
  };
}

const imageOf = (store: Store, itemId: number): string => {
  const item = store.item(itemId);
  return (item && store.now(item).image_ids[0]) ?? "";
};

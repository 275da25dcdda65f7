import { tikiWarehouse } from "./catalogue.ts";
import type { TikiDials } from "./dials.ts";
import { localTime } from "./local-time.ts";
import type { SeenOrder } from "./orders.ts";
import type { Order, OrderLine, Warehouse } from "./state.ts";

const shippingFee = 15_000;

/** §7. A buyer is told masked, except to a seller who brings the goods. */
export function orderWire(
  order: Order,
  seen: SeenOrder,
  how: {
    readonly include: ReadonlySet<string>;
    readonly sellerSkuField: TikiDials["sellerSkuField"];
    readonly warehouse: Warehouse | undefined;
  },
) {
  const { lines } = seen;
  const subtotal = sum(lines, ({ price, quantity }) => price * quantity);
  const discount = sum(lines, (line) => line.discount * line.quantity);
  const whole = order.fulfillment === "seller_delivery";
  return {
    id: order.id,
    code: order.code,
    relation_code: "",
    status: seen.status,
    fulfillment_type: order.fulfillment,
    is_rma: false,
    is_vat_exporting: false,
    has_backorder_items: lines.some(({ inventoryType }) => inventoryType !== "instock"),
    created_at: localTime(order.created),
    updated_at: localTime(seen.updated),
    tiki_warehouse: tikiWarehouse,
    invoice: {
      items_count: lines.length,
      items_quantity: sum(lines, ({ quantity }) => quantity),
      subtotal,
      grand_total: subtotal - discount + shippingFee,
      shipping_amount_after_discount: shippingFee,
      discount_amount: discount,
    },
    items: lines.map((line) => itemWire(order, line, how)),
    payment: {
      method: order.payment === "cod" ? "cod" : "cybersource",
      is_prepaid: order.payment !== "cod",
      status: "",
    },
    shipping: {
      status: "",
      address: {
        full_name: whole ? order.buyer.name : `${order.buyer.name.slice(0, 1)}***`,
        phone: whole ? order.buyer.phone : "***",
        street: whole ? order.buyer.address : "***",
        region: "Hà Nội",
        district: "",
        ward: "",
        country: "VN",
      },
    },
    customer: { id: order.id, full_name: whole ? order.buyer.name : `${order.buyer.name.slice(0, 1)}***` },
    cancel_info:
      seen.status === "canceled" && order.canceled
        ? { reason_code: order.canceled.by, reason_text: order.canceled.reason, canceled_at: localTime(order.canceled.at) }
        : null,
    seller_warehouse: how.warehouse ? { id: how.warehouse.id, name: how.warehouse.name } : null,
    ...(how.include.has("status_histories")
      ? {
          status_histories: seen.steps
            .filter(({ status }, index) => status !== seen.steps[index - 1]?.status)
            .map(({ status, at }) => ({ status, created_at: localTime(at) })),
        }
      : {}),
  };
}

function itemWire(order: Order, line: OrderLine, how: Parameters<typeof orderWire>[2]) {
  const subtotal = line.price * line.quantity;
  const discount = line.discount * line.quantity;
  return {
    id: line.id,
    product: {
      id: line.productId,
      type: "simple",
      sku: line.sku,
      [how.sellerSkuField]: line.originalSku,
      name: line.name,
      inventory_type: line.inventoryType,
    },
    seller: { id: order.sellerId },
    confirmation: {
      status: line.confirmation,
      confirmed_at: line.confirmation === "waiting" ? null : localTime(line.confirmationHistory.at(-1)?.at ?? order.placed),
      available_confirm_sla: localTime(order.confirmBefore),
      ...(order.pickupTime === null ? {} : { pickup_confirm_sla: order.pickupTime }),
      ...(how.include.has("item.confirmation_histories")
        ? { histories: line.confirmationHistory.map(({ at, status }) => ({ status, confirmed_at: localTime(at) })) }
        : {}),
    },
    invoice: {
      price: line.price,
      quantity: order.unreadable ? "??" : line.quantity,
      subtotal,
      row_total: subtotal - discount,
      discount_amount: discount,
      discount_promotion: discount,
    },
    ...(how.include.has("item.fees") ? { fees: [] } : {}),
  };
}
const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);

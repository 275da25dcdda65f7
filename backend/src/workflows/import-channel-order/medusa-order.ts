import type { CreateOrderDTO, CreateOrderLineItemDTO } from "@medusajs/framework/types";
import type { Order, OrderState } from "connectors/contract";
import type { VariantFacts } from "../../listings/read-variants";

/** One Medusa order for one channel order: the id says so, and a second one cannot be made. */
export const medusaOrderId = (channelOrderRow: string): string => `order_${channelOrderRow}`;

/** An unpaid order only holds stock (decisions: Stock); one first seen cancelled never was an order of ours. */
export const isToPrepare = (state: OrderState): boolean => state !== "unpaid" && state !== "cancelled";

const left = new Set<OrderState>(["handed-over", "delivered", "completed", "returning", "returned"]);
export const hasLeft = (state: OrderState): boolean => left.has(state);

export interface ImportedLine {
  readonly lineId: string;
  readonly variant: VariantFacts | undefined;
}

interface Channelled {
  readonly row: { id: string; account_id: string; order_id: string; short: boolean; channel_state: string };
  readonly account: { channel: string; title: string; simulated: boolean; producer_id: string | null };
  readonly order: Order;
}

/** What changes with every reading. Lines only grow less; the buyer stays as first seen. */
export function changingMetadata({ row, order }: Channelled): Record<string, unknown> {
  return {
    state: order.state,
    channel_state: row.channel_state,
    short: row.short,
    fulfilment: hasLeft(order.state) ? "handed-over" : order.state === "packed" ? "packed" : null,
  };
}

/** A line we cannot map stays in the order under the channel's own words: nothing a buyer bought is dropped. */
export function orderToMedusa(
  from: Channelled,
  lines: readonly ImportedLine[],
  place: { regionId: string; salesChannelId: string },
): CreateOrderDTO & { id: string } {
  const { row, account, order } = from;
  const { buyer } = order;
  const email = `don-${row.account_id}-${order.id}@san.invalid`.toLowerCase();
  const items = order.lines.flatMap((line): CreateOrderLineItemDTO[] => {
    const quantity = line.quantity - line.cancelledQuantity;
    if (quantity <= 0) return [];
    const variant = lines.find(({ lineId }) => lineId === line.id)?.variant;
    return [
      {
        title: variant?.title ?? line.title,
        quantity,
        unit_price: line.unitPrice,
        is_tax_inclusive: true,
        requires_shipping: true,
        ...(variant
          ? {
              variant_id: variant.variantId,
              product_id: variant.productId,
              product_title: variant.title,
              product_handle: variant.handle,
              variant_sku: variant.sku,
            }
          : { variant_sku: line.sellerSku, is_custom_price: true }),
        metadata: {
          channel_line_id: line.id,
          unmapped: variant === undefined,
          supplier_producer_id: variant?.metadata.producer_id ?? null,
          supplier_name: variant?.metadata.producer_name ?? null,
        },
      } as CreateOrderLineItemDTO,
    ];
  });
  return {
    id: medusaOrderId(row.id),
    region_id: place.regionId,
    sales_channel_id: place.salesChannelId,
    currency_code: "vnd",
    email,
    status: "pending",
    items,
    ...(order.shippingFee === undefined
      ? {}
      : { shipping_methods: [{ name: `Vận chuyển qua ${account.title}`, amount: order.shippingFee, is_tax_inclusive: true }] }),
    ...(buyer
      ? {
          shipping_address: {
            first_name: buyer.name ?? "",
            phone: buyer.phone ?? "",
            address_1: buyer.address ?? "",
            city: buyer.commune ?? "",
            province: buyer.province ?? "",
            country_code: "vn",
          },
        }
      : {}),
    metadata: {
      channel: account.channel,
      channel_account_id: row.account_id,
      channel_account_title: account.title,
      seller_producer_id: account.producer_id,
      channel_order_row: row.id,
      channel_order_id: order.id,
      channel_created_at: order.createdAt,
      simulated: account.simulated,
      note: order.note ?? null,
      ...changingMetadata(from),
    },
  };
}

import { z } from "zod";
import {
  ConnectorError,
  type Instant,
  type Order,
  type OrderPort,
  type Outside,
  type Page,
  type Problem,
  secondsFromInstant,
} from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { orderFromShopee } from "./order-from-shopee.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeOrderListSchema, shopeeOrderPageSchema, shopeeOrderSchema } from "./wire.ts";

const fields = "item_list,total_amount,package_list,recipient_address,pay_time,cancel_reason,order_status";
const pageSize = 50;
const arranged: ReadonlySet<Order["state"]> = new Set(["packed", "handed-over", "delivered", "completed"]);

/** `cursor` of ours: the window's start and Shopee's own cursor in it, since a window is at most 15 days. */
interface Place {
  readonly from: number;
  readonly cursor: string;
}
const readPlace = (cursor: string | undefined, since: Instant): Place => {
  const [from, ...rest] = cursor?.split("/") ?? [];
  return from ? { from: Number(from), cursor: rest.join("/") } : { from: secondsFromInstant(since), cursor: "" };
};

export function shopeeOrders(client: ShopeeClient, outside: Outside): OrderPort {
  async function details(ids: readonly string[]): Promise<{ items: Order[]; problems: Problem[] }> {
    if (!ids.length) return { items: [], problems: [] };
    const answer = await client.get(
      "order/get_order_detail",
      {
        query: { order_sn_list: ids.join(","), response_optional_fields: fields, request_order_status_pending: true },
        urgency: "stock",
      },
      shopeeOrderListSchema,
    );
    const rows = answer.order_list ?? [];
    const nameOf = (row: unknown) => z.object({ order_sn: z.string() }).safeParse(row).data?.order_sn;
    const read = readEach(rows, shopeeOrderSchema, orderFromShopee, nameOf);
    const named = new Set(rows.map(nameOf));
    // Listed and not told: it may be what was just sold, so it is not passed over in silence.
    const missing = ids.filter((id) => !named.has(id));
    return {
      items: [...read.items],
      problems: [
        ...read.problems,
        ...missing.map((id) => ({
          ...shopeeTexts.say("order-missing", { order: id }),
          row: id,
        })),
      ],
    };
  }

  async function page(field: "create_time" | "update_time", since: Instant, cursor: string | undefined): Promise<Page<Order>> {
    const now = Math.floor(outside.now().getTime() / 1000);
    const place = readPlace(cursor, since);
    const to = Math.min(now, place.from + shopeeLimits.orderWindowSeconds);
    const listed = await client.get(
      "order/get_order_list",
      {
        query: {
          time_range_field: field,
          time_from: place.from,
          time_to: to,
          page_size: pageSize,
          cursor: place.cursor,
          response_optional_fields: "order_status",
          // Without it, orders that cannot be arranged yet are left out although they hold stock (sync-protocol §5).
          request_order_status_pending: true,
        },
        urgency: "stock",
      },
      shopeeOrderPageSchema,
    );
    const ids = [...new Set((listed.order_list ?? []).map(({ order_sn }) => order_sn))];
    const read = await details(ids);
    if (listed.more) {
      if (!listed.next_cursor || listed.next_cursor === place.cursor)
        throw new ConnectorError("unexpected", "paging", "get_order_list says more without a new cursor");
      return { ...read, nextCursor: `${place.from}/${listed.next_cursor}` };
    }
    return to < now ? { ...read, nextCursor: `${to}/` } : read;
  }

  async function shipment(orderId: string): Promise<{ state: Order["state"]; packages: string[] }> {
    const { order_list } = await client.get(
      "order/get_order_detail",
      { query: { order_sn_list: orderId, response_optional_fields: fields, request_order_status_pending: true } },
      z.object({ order_list: z.array(shopeeOrderSchema).min(1) }),
    );
    const [order] = order_list;
    if (!order) throw new ConnectorError("unexpected", "order", `Order ${orderId} could not be read`);
    const packages = (order.package_list ?? []).flatMap(({ package_number }) => package_number ?? []);
    // A collection that failed is arranged anew (guide 31).
    const state = order.order_status === "RETRY_SHIP" ? "new" : orderFromShopee(order).state;
    return { state, packages };
  }

  return {
    list: ({ changedSince, cursor }) => page("update_time", changedSince, cursor),
    async listCreated({ createdSince, cursor }) {
      const read = await page("create_time", createdSince, cursor);
      return { ...read, complete: read.nextCursor === undefined };
    },
    async get(orderId) {
      const { items, problems } = await details([orderId]);
      const [order] = items;
      if (order) return order;
      throw new ConnectorError("unexpected", problems[0]?.code ?? "order", `Order ${orderId} could not be read`);
    },
    /** Arranging the shipment makes PROCESSED of it; handing over is the courier's scan, which Shopee tells us. */
    async pack(orderId) {
      const { state, packages } = await shipment(orderId);
      if (arranged.has(state)) return;
      // Between arranging and its tracking number a package still reads LOGISTICS_READY: only its own flag tells (shopee §7).
      if (packages.length) {
        const { package_list } = await client.get(
          "order/get_package_detail",
          { query: { package_number_list: packages.join(",") } },
          z.object({ package_list: z.array(z.object({ is_shipment_arranged: z.boolean().nullish() })).nullish() }),
        );
        // A second booking would be a second courier.
        if (package_list?.some(({ is_shipment_arranged }) => is_shipment_arranged)) return;
      }
      const { info_needed, pickup } = await client.get(
        "logistics/get_shipping_parameter",
        { query: { order_sn: orderId } },
        z.object({
          info_needed: z.record(z.string(), z.array(z.string()).nullish()),
          pickup: z
            .object({
              address_list: z
                .array(
                  z.object({
                    address_id: z.number(),
                    time_slot_list: z.array(z.object({ pickup_time_id: z.string() })).nullish(),
                  }),
                )
                .nullish(),
            })
            .nullish(),
        }),
      );
      const address = pickup?.address_list?.[0];
      const way = info_needed.dropoff
        ? { dropoff: {} }
        : info_needed.pickup && address
          ? { pickup: { address_id: address.address_id, pickup_time_id: address.time_slot_list?.[0]?.pickup_time_id ?? "" } }
          : undefined;
      if (!way)
        throw new ConnectorError(
          "rejected",
          "ship_order",
          "The order asks for a tracking number or an address that the shop lacks",
          {
            sent: false,
            says: shopeeTexts.say("ship-incomplete"),
          },
        );
      await client.post("logistics/ship_order", { json: { order_sn: orderId, ...way } }, z.unknown());
    },
    async cancel(orderId, reason) {
      const order = await this.get(orderId);
      if (order.state === "cancelled") return;
      // The buyer asked first: what is left to do is to agree.
      if (order.state === "cancel-requested") {
        await client.post("order/handle_buyer_cancellation", { json: { order_sn: orderId, operation: "ACCEPT" } }, z.unknown());
        return;
      }
      const outOfStock = reason === "OUT_OF_STOCK";
      await client.post(
        "order/cancel_order",
        {
          json: {
            order_sn: orderId,
            cancel_reason: outOfStock ? reason : "CUSTOMER_REQUEST",
            ...(outOfStock
              ? {
                  item_list: order.lines.map(({ productId, variantId }) => ({
                    item_id: Number(productId),
                    model_id: Number(variantId ?? 0),
                  })),
                }
              : {}),
          },
        },
        z.unknown(),
      );
    },
  };
}

import { z } from "zod";
import { ConnectorError, type Order, type Problem } from "../contract/index.ts";
import { allOrNone, readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { orderFromShopee } from "./order-from-shopee.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import { idOf } from "./wire.ts";
import { type ShopeeOrder, shopeeOrderListSchema, shopeeOrderSchema } from "./wire-orders.ts";

/** Without this list an order comes nearly empty (shopee §7). */
const fields = "item_list,total_amount,package_list,recipient_address,pay_time,cancel_by,order_status";

const contentsSchema = z.object({
  item_list: z.array(z.object({ item_id: z.union([z.string(), z.number()]).transform(String) })),
});
function contentsOf(row: unknown): string[] | undefined {
  const read = contentsSchema.safeParse(row);
  return read.success ? allOrNone(read.data.item_list, ({ item_id }) => [item_id]) : undefined;
}

export interface ShopeeOrders {
  /** Every id asked for comes back: as an order or as a problem. */
  details(ids: readonly string[]): Promise<{ items: Order[]; problems: Problem[] }>;
  /** As Shopee tells it; throws when it cannot be read. */
  wire(id: string): Promise<ShopeeOrder>;
}

export function shopeeOrderDetails(client: ShopeeClient): ShopeeOrders {
  const ask = (ids: readonly string[]) =>
    client.get(
      "order/get_order_detail",
      {
        query: { order_sn_list: ids.join(","), response_optional_fields: fields, request_order_status_pending: true },
        urgency: "stock",
      },
      shopeeOrderListSchema,
    );
  const nameOf = idOf("order_sn");
  return {
    async details(ids) {
      const items: Order[] = [];
      const problems: Problem[] = [];
      for (let at = 0; at < ids.length; at += shopeeLimits.ordersPerDetail) {
        const asked = ids.slice(at, at + shopeeLimits.ordersPerDetail);
        const rows = (await ask(asked)).order_list ?? [];
        const read = readEach(rows, shopeeOrderSchema, orderFromShopee, nameOf, contentsOf);
        items.push(...read.items);
        const named = new Set(rows.map(nameOf));
        // Listed and not told: it may be what was just sold, so it is not passed over in silence.
        const missing = asked.filter((id) => !named.has(id));
        problems.push(
          ...read.problems,
          ...missing.map((order) => ({ ...shopeeTexts.say("order-missing", { order }), row: order })),
        );
      }
      return { items, problems };
    },
    async wire(id) {
      const rows = (await ask([id])).order_list ?? [];
      const { items } = readEach(rows, shopeeOrderSchema, (order) => order, nameOf);
      const order = items.find(({ order_sn }) => order_sn === id);
      if (order) return order;
      throw new ConnectorError("unexpected", "order", `Order ${id} could not be read`, {
        says: shopeeTexts.say("order-missing", { order: id }),
      });
    },
  };
}

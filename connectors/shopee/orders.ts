import { ConnectorError, type Instant, type Order, type OrderPort, type Outside, type Page } from "../contract/index.ts";
import { cancelOrder, refuseCancellation } from "./cancellation.ts";
import type { ShopeeClient } from "./client.ts";
import { shopeeOrderDetails } from "./order-details.ts";
import { cursorOf, idsInWindow, placeOf, type TimeField, windowAt } from "./order-window.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeReturns } from "./returns.ts";
import type { ShopeeSettings } from "./settings.ts";
import { arrange } from "./shipment.ts";
import { shopeeTexts } from "./texts.ts";

export function shopeeOrders(client: ShopeeClient, settings: ShopeeSettings, outside: Outside): OrderPort {
  const orders = shopeeOrderDetails(client);

  /** A window's orders are listed whole before the first is told; pages are told of what was listed. */
  async function page(field: TimeField, since: Instant, cursor: string | undefined): Promise<Page<Order>> {
    const place = placeOf(cursor, since);
    let { ids, next } = place;
    let problems: Page<Order>["problems"] = [];
    if (!ids.length && next !== undefined) {
      const window = windowAt(next, outside.now());
      const listed = await idsInWindow(client, field, window);
      ids = listed.ids;
      problems = listed.problems;
      next = window.next;
    }
    const read = await orders.details(ids.slice(0, shopeeLimits.ordersPerDetail));
    const rest = ids.slice(shopeeLimits.ordersPerDetail);
    return {
      items: read.items,
      problems: [...problems, ...read.problems],
      ...(rest.length || next !== undefined
        ? { nextCursor: cursorOf({ ids: rest, ...(next === undefined ? {} : { next }) }) }
        : {}),
    };
  }

  return {
    list: ({ changedSince, cursor }) => page("update_time", changedSince, cursor),
    async listCreated({ createdSince, cursor }) {
      const read = await page("create_time", createdSince, cursor);
      return { ...read, complete: read.nextCursor === undefined };
    },
    async get(orderId) {
      const { items } = await orders.details([orderId]);
      const order = items.find(({ id }) => id === orderId);
      if (order) return order;
      throw new ConnectorError("unexpected", "order", `Order ${orderId} could not be read`, {
        says: shopeeTexts.say("order-missing", { order: orderId }),
      });
    },
    /** Arranging the shipment makes PROCESSED of it; handing over is the courier's scan, which Shopee tells us. */
    pack: (orderId) => arrange(client, orders, settings, orderId),
    cancel: (orderId, reason) => cancelOrder(client, orders, orderId, reason),
    refuseCancellation: (orderId) => refuseCancellation(client, orders, orderId),
    listReturns: shopeeReturns(client, orders, outside),
  };
}

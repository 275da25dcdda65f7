import { ConnectorError, type Order, type OrderPort, type OrderReturn, type Outside, type Problem } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import type { ShopeeOrders } from "./order-details.ts";
import { cursorOf, placeOf, type Window, windowAt } from "./order-window.ts";
import { shopeeLimits } from "./policy.ts";
import { returnFromShopee } from "./return-from-shopee.ts";
import { shopeeTexts } from "./texts.ts";
import { idOf } from "./wire.ts";
import { type ShopeeReturn, shopeeReturnPageSchema, shopeeReturnSchema } from "./wire-orders.ts";

const mostPages = 200;

/** Returns are few: a window is told in one page. Its lines are found in the order's own details. */
export function shopeeReturns(
  client: ShopeeClient,
  orders: ShopeeOrders,
  outside: Outside,
): NonNullable<OrderPort["listReturns"]> {
  return async ({ changedSince, cursor }) => {
    const { next: start } = placeOf(cursor, changedSince);
    if (start === undefined) return { items: [], problems: [] };
    const { next, ...window } = windowAt(start, outside.now());
    const read = await returnsIn(client, window);
    const told = await orders.details([...new Set([...read.returns.values()].map(({ order_sn }) => order_sn))]);
    const byId = new Map(told.items.map((order) => [order.id, order]));
    const items: OrderReturn[] = [];
    const problems = [...read.problems, ...told.problems];
    for (const each of read.returns.values()) {
      const order: Order | undefined = byId.get(each.order_sn);
      if (!order) continue;
      try {
        items.push(returnFromShopee(each, order));
      } catch {
        problems.push({ ...shopeeTexts.say("return-line", { order: each.order_sn }), row: each.return_sn });
      }
    }
    return { items, problems, ...(next === undefined ? {} : { nextCursor: cursorOf({ next, ids: [] }) }) };
  };
}

/** Pages are counted and may shift while they are read, so what takes several is read until a pass brings nothing new. */
async function returnsIn(
  client: ShopeeClient,
  { from, to }: Window,
): Promise<{ returns: Map<string, ShopeeReturn>; problems: Problem[] }> {
  const returns = new Map<string, ShopeeReturn>();
  for (;;) {
    const before = returns.size;
    const problems: Problem[] = [];
    let page = 0;
    for (let more = true; more; page += 1) {
      if (page >= mostPages)
        throw new ConnectorError("unexpected", "paging", "get_return_list does not end", { says: shopeeTexts.say("shape") });
      const answer = await client.get(
        "returns/get_return_list",
        {
          query: { page_no: page, page_size: shopeeLimits.returnsPerPage, update_time_from: from, update_time_to: to },
          urgency: "stock",
        },
        shopeeReturnPageSchema,
      );
      const read = readEach(answer.return ?? [], shopeeReturnSchema, (each) => each, idOf("return_sn"));
      for (const each of read.items) returns.set(each.return_sn, each);
      problems.push(...read.problems);
      more = answer.more;
    }
    if (page === 1 || returns.size === before) return { returns, problems };
  }
}

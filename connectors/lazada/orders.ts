import { z } from "zod";
import {
  ConnectorError,
  type Instant,
  type Order,
  type OrderPort,
  type Outside,
  type Page,
  secondsFromInstant,
} from "../contract/index.ts";
import { cancelOrder, refuseCancellation } from "./cancellation.ts";
import type { LazadaClient } from "./client.ts";
import { instantFromLazada, orderTime } from "./instant-from-lazada.ts";
import { fieldOf, ordersFromLazada, orderUnreadable } from "./order-items.ts";
import { isShort, nextPlace, type OrderRow, readPlace, rowKey, startAt, writePlace } from "./order-place.ts";
import { itemRows, itemRowsOf } from "./order-reading.ts";
import { lazadaLimits } from "./policy.ts";
import { readReturns } from "./returns.ts";
import { packOrder, readyOrder } from "./shipment.ts";
import { lazadaTexts } from "./texts.ts";
import { orderPageSchema } from "./wire.ts";

const times = { created: "created_at", update: "updated_at" } as const;

export function lazadaOrders(client: LazadaClient, outside: Outside): OrderPort {
  /** One page and the items of its orders. `short`: less came than was counted, and nothing of it is handed on. */
  async function page(
    by: keyof typeof times,
    since: Instant,
    cursor: string | undefined,
  ): Promise<Page<Order> & { short: boolean }> {
    const place = cursor ? readPlace(cursor) : startAt(secondsFromInstant(since));
    const { orders, countTotal } = await client.get(
      "/orders/get",
      {
        params: {
          [`${by}_after`]: orderTime(place.from),
          sort_by: times[by],
          sort_direction: "ASC",
          limit: lazadaLimits.ordersPerPage,
          offset: place.offset,
          // Said, not left out: what an absent filter leaves out would go unnoticed (DOC:121327).
          status: "all",
        },
        urgency: "stock",
      },
      orderPageSchema,
    );
    const rows = orders ?? [];
    if (isShort(place, rows.length, countTotal)) return { items: [], problems: [], short: true };
    const told = new Set(place.told);
    const seen = rows.map((row) => rowOf(row, times[by]));
    const fresh = rows.filter((_, index) => !seen[index] || !told.has(rowKey(seen[index])));
    const items = await itemRows(client, [...new Set(fresh.flatMap((row) => fieldOf(row, "order_id") ?? []))]);
    const readable = seen.filter((row) => row !== undefined);
    const next = nextPlace(place, { rows: rows.length, readable, total: countTotal, moves: by === "update" });
    if (next === "stuck")
      throw new ConnectorError("unexpected", "paging", "More orders in one second than /orders/get can page through", {
        says: lazadaTexts.say("shape"),
      });
    return { ...ordersFromLazada(fresh, items), short: false, ...(next ? { nextCursor: writePlace(next) } : {}) };
  }

  return {
    async list({ changedSince, cursor }) {
      const { short, ...read } = await page("update", changedSince, cursor);
      if (short)
        throw new ConnectorError("retryable", "short-answer", "/orders/get gives fewer orders than it counts", {
          says: lazadaTexts.say("short-answer"),
        });
      return read;
    },
    async listCreated({ createdSince, cursor }) {
      const { short, ...read } = await page("created", createdSince, cursor);
      return { ...read, complete: !short && read.nextCursor === undefined };
    },
    async get(orderId) {
      const order = await client.get("/order/get", { params: { order_id: orderId }, urgency: "stock" }, z.unknown());
      const { items, problems } = ordersFromLazada([order], new Map([[orderId, await itemRowsOf(client, orderId)]]));
      const [read] = items;
      if (read) return read;
      throw orderUnreadable(orderId, String(problems[0]?.params?.["why"] ?? problems[0]?.code ?? "no order"));
    },
    pack: (orderId) => packOrder(client, orderId),
    ship: (orderId) => readyOrder(client, orderId),
    cancel: (orderId, reason) => cancelOrder(client, orderId, reason),
    refuseCancellation: (orderId) => refuseCancellation(client, orderId),
    listReturns: (query) => readReturns(client, outside, query),
  };
}

function rowOf(row: unknown, field: "created_at" | "updated_at"): OrderRow | undefined {
  const id = fieldOf(row, "order_id");
  try {
    return id === undefined ? undefined : { id, second: secondsFromInstant(instantFromLazada(fieldOf(row, field) ?? "")) };
  } catch {
    return undefined;
  }
}

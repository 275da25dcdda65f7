import { z } from "zod";
import { ConnectorError, type Instant, type Problem, secondsFromInstant } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import { idSchema } from "./wire.ts";
import { shopeeOrderPageSchema } from "./wire-orders.ts";

export type TimeField = "create_time" | "update_time";
export interface Window {
  readonly from: number;
  readonly to: number;
}
/** Where a reading stands: orders listed and not yet told, and where the next window begins. */
export interface Place {
  readonly next?: number;
  readonly ids: readonly string[];
}

/** `1767225600:ID,ID`; the part before the colon is empty after the last window. Self-contained: any worker may go on. */
export const cursorOf = ({ next, ids }: Place): string => `${next ?? ""}:${ids.map(encodeURIComponent).join(",")}`;
export function placeOf(cursor: string | undefined, since: Instant): Place {
  if (!cursor) return { next: secondsFromInstant(since), ids: [] };
  const [next = "", ids = ""] = cursor.split(":");
  if (!/^\d*$/.test(next)) throw new ConnectorError("validation", "cursor", "No such place in the orders", { sent: false });
  return { ...(next ? { next: Number(next) } : {}), ids: ids ? ids.split(",").map(decodeURIComponent) : [] };
}

/** At most 15 days from a place on, and where the one after it begins; none after the one that ends now (shopee §7). */
export function windowAt(start: number, now: Date): Window & { next?: number } {
  const end = Math.floor(now.getTime() / 1000);
  const from = Math.min(start, end - 1);
  const to = Math.min(end, from + shopeeLimits.windowSeconds);
  return { from, to, ...(to < end ? { next: to } : {}) };
}

const mostPasses = 8;
const rowSchema = z.object({ order_sn: idSchema });

/**
 * Every order of the window. A page border moves when an order leaves the window meanwhile, and pulls another across it
 * (sync-protocol, H14): what takes more than one page is read again, created orders until two passes agree, changed ones
 * until a pass brings nothing new.
 */
export async function idsInWindow(
  client: ShopeeClient,
  field: TimeField,
  window: Window,
): Promise<{ ids: string[]; problems: readonly Problem[] }> {
  const known = new Set<string>();
  let before: ReadonlySet<string> | undefined;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const { ids, problems, pages } = await onePass(client, field, window);
    const brings = [...ids].filter((id) => !known.has(id));
    const agrees = before?.size === ids.size && brings.length === 0;
    for (const id of brings) known.add(id);
    if (pages === 1 || (before && (field === "update_time" ? brings.length === 0 : agrees)))
      return { ids: [...known], problems };
    before = ids;
  }
  throw new ConnectorError("retryable", "orders-moving", `${mostPasses} passes over the same orders do not agree`, {
    says: shopeeTexts.say("moving"),
  });
}

/** To the real end, which is `more` being false and nothing else: pages may be shorter than asked for (shopee §7). */
async function onePass(client: ShopeeClient, field: TimeField, { from, to }: Window) {
  const ids = new Set<string>();
  const problems: Problem[] = [];
  const cursors = new Set<string>();
  for (let cursor = ""; ; ) {
    cursors.add(cursor);
    const listed = await client.get(
      "order/get_order_list",
      {
        query: {
          time_range_field: field,
          time_from: from,
          time_to: to,
          page_size: shopeeLimits.ordersPerPage,
          cursor,
          response_optional_fields: "order_status",
          // Without it, orders that cannot be arranged yet are left out although they hold stock (sync-protocol §5).
          request_order_status_pending: true,
        },
        urgency: "stock",
      },
      shopeeOrderPageSchema,
    );
    const read = readEach(
      listed.order_list ?? [],
      rowSchema,
      ({ order_sn }) => order_sn,
      () => undefined,
    );
    for (const id of read.items) ids.add(id);
    problems.push(...read.problems);
    if (!listed.more) return { ids, problems, pages: cursors.size };
    const next = listed.next_cursor ?? "";
    if (cursors.has(next))
      throw new ConnectorError("unexpected", "paging", "get_order_list says more without a new cursor", {
        says: shopeeTexts.say("shape"),
      });
    cursor = next;
  }
}

import { z } from "zod";
import { ConnectorError, type Problem } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { oldestSeconds, shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import { idSchema } from "./wire.ts";
import { shopeeItemPageSchema } from "./wire-items.ts";

/** What of the shop is still to be listed: stretches of update time, the first from an offset on. No stretch: everything. */
export interface Stretch {
  readonly from?: number;
  readonly to?: number;
  readonly offset: number;
}
export interface ItemPage {
  readonly ids: readonly string[];
  readonly problems: readonly Problem[];
  /** As Shopee counts the stretch. */
  readonly total: number | undefined;
  readonly rest: readonly Stretch[];
}

/** `100` is an offset in everything; `1420070400-1500000000-100` one in a stretch; what follows comes after a comma. */
export const cursorOf = (stretches: readonly Stretch[]): string =>
  stretches.map(({ from, to, offset }) => (from === undefined ? `${offset}` : `${from}-${to}-${offset}`)).join(",");
export function stretchesOf(cursor: string | undefined): Stretch[] {
  if (!cursor) return [{ offset: 0 }];
  return cursor.split(",").map((text) => {
    const numbers = text.split("-").map(Number);
    const [from, to, offset] = numbers;
    if (numbers.some((each) => !Number.isSafeInteger(each)) || (numbers.length !== 1 && numbers.length !== 3))
      throw new ConnectorError("validation", "cursor", `No such place in the list: ${cursor}`, { sent: false });
    return numbers.length === 1 ? { offset: from ?? 0 } : { from: from ?? 0, to: to ?? 0, offset: offset ?? 0 };
  });
}

/**
 * One page of get_item_list. Shopee counts offsets only to a limit it does not name (API page: "get items offset over
 * limit"); beyond it the stretch is read anew in two halves by update time, so some rows come twice and none is lost.
 */
export async function itemPage(
  client: ShopeeClient,
  statuses: readonly string[],
  [here = { offset: 0 }, ...later]: readonly Stretch[],
  now: Date,
): Promise<ItemPage> {
  const { from, to, offset } = here;
  try {
    const answer = await client.get(
      "product/get_item_list",
      {
        query: {
          offset,
          page_size: shopeeLimits.itemsPerPage,
          item_status: statuses,
          update_time_from: from,
          update_time_to: to,
        },
      },
      shopeeItemPageSchema,
    );
    const { items: ids, problems } = readEach(
      answer.item ?? [],
      rowSchema,
      ({ item_id }) => item_id,
      () => undefined,
    );
    const next = answer.next_offset ?? 0;
    if (answer.has_next_page && next <= offset)
      throw new ConnectorError("unexpected", "paging", "get_item_list names no later page as the next", {
        says: shopeeTexts.say("shape"),
      });
    const rest = answer.has_next_page ? [{ ...here, offset: next }, ...later] : later;
    return { ids, problems, total: answer.total_count ?? undefined, rest };
  } catch (error) {
    if (!(error instanceof ConnectorError) || !/offset over limit/i.test(error.message)) throw error;
    return { ids: [], problems: [], total: undefined, rest: [...halves(here, now), ...later] };
  }
}
const rowSchema = z.object({ item_id: idSchema });

function halves({ from = oldestSeconds, to }: Stretch, now: Date): Stretch[] {
  // What is changed while the list is read must stay in the last stretch.
  const end = to ?? Math.floor(now.getTime() / 1000) + 86_400;
  const middle = Math.floor((from + end) / 2);
  if (middle <= from)
    throw new ConnectorError("unexpected", "paging", "One second of update time holds more items than Shopee lists", {
      says: shopeeTexts.say("moving"),
    });
  return [
    { from, to: middle, offset: 0 },
    { from: middle, to: end, offset: 0 },
  ];
}

/** Every id, or an error: pages move while they are read, so what was read must reach what Shopee counted. */
export async function everyItem(client: ShopeeClient, statuses: readonly string[], now: () => Date): Promise<Set<string>> {
  const ids = new Set<string>();
  let inStretch = new Set<string>();
  let counted = 0;
  for (let rest: readonly Stretch[] = [{ offset: 0 }]; rest.length; ) {
    const [here] = rest;
    const page = await itemPage(client, statuses, rest, now());
    if (page.problems.length) throw unsure(`${page.problems.length} rows of get_item_list could not be read`);
    for (const id of page.ids) {
      ids.add(id);
      inStretch.add(id);
    }
    counted = Math.max(counted, page.total ?? 0);
    const [next] = page.rest;
    const goesOn = next !== undefined && next.from === here?.from && next.to === here?.to;
    const split = page.rest.length > rest.length;
    if (!goesOn) {
      if (!split && inStretch.size < counted) throw unsure(`${inStretch.size} of ${counted} items were listed`);
      inStretch = new Set();
      counted = 0;
    }
    rest = page.rest;
  }
  return ids;
}

const unsure = (why: string) => new ConnectorError("retryable", "list-moved", why, { says: shopeeTexts.say("moving") });

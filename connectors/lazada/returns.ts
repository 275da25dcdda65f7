import type { Instant, OrderReturn, Outside, Page } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { LazadaClient } from "./client.ts";
import { fieldOf } from "./order-items.ts";
import { lazadaLimits } from "./policy.ts";
import { returnFromLazada } from "./return-from-lazada.ts";
import { returnPageSchema, returnSchema } from "./wire.ts";

/**
 * The first page for the count, then from the last page to the first, in a stretch of time that is over: a return that
 * changes leaves it and pulls the others towards pages still to be read.
 */
export async function readReturns(
  client: LazadaClient,
  outside: Outside,
  { changedSince, cursor }: { readonly changedSince: Instant; readonly cursor?: string | undefined },
): Promise<Page<OrderReturn>> {
  const [end = outside.now().getTime(), pageNo = 0] = cursor?.split("/").map(Number) ?? [];
  const { total, items } = await client.get(
    "/reverse/getreverseordersforseller",
    {
      params: {
        page_no: pageNo || 1,
        page_size: lazadaLimits.returnsPerPage,
        ReverseOrderLineModifiedTimeRangeStart: Date.parse(changedSince),
        ReverseOrderLineModifiedTimeRangeEnd: end,
      },
    },
    returnPageSchema,
  );
  // A cancellation brings no goods back, and a refund alone leaves them with the buyer.
  const coming = (items ?? []).filter((row) => !/^(CANCEL|ONLY_ ?REFUND)$/.test(fieldOf(row, "request_type") ?? ""));
  const read = readEach(coming, returnSchema, returnFromLazada, (row) => fieldOf(row, "reverse_order_id"));
  const last = Math.ceil(total / lazadaLimits.returnsPerPage);
  const next = pageNo ? pageNo - 1 : last > 1 ? last : 0;
  return { ...read, ...(next ? { nextCursor: `${end}/${next}` } : {}) };
}

import { z } from "zod";
import { ConnectorError, type Outside, type Page, type SeenListing, type Sku, skuSchema } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { TikiClient } from "./client.ts";
import { isUpdate, listingFromTikiRequest } from "./listing-from-tiki-request.ts";
import { readPage } from "./pages.ts";
import { tikiLimits } from "./policy.ts";
import { productsBySku } from "./products.ts";
import { isPending, requestState } from "./reason-from-tiki.ts";
import { skusOf, type TikiRequests } from "./requests.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { instantFromTikiIfAny } from "./tiki-time.ts";
import { type TikiProduct, type TikiRequest, tikiProductSchema } from "./wire.ts";

/** `cursor` of ours: which page of which stretch of time, and the products whose change Tiki is reviewing. */
const placeSchema = z.object({ page: z.int().positive(), until: z.string().optional(), reviewed: z.array(z.string()) });

const anyProduct = "*";

function withoutText(seen: SeenListing): SeenListing {
  const { title: _title, description: _description, ...rest } = seen;
  return rest;
}

/** A page of everything there is: what was only asked for comes first, with the first page of products. */
export function listedOnTiki(
  client: TikiClient,
  requests: TikiRequests,
  settings: TikiSettings,
  outside: Outside,
  seenFrom: (product: TikiProduct) => SeenListing,
): (cursor: string | undefined) => Promise<Page<SeenListing>> {
  /** What was asked for and is no product: the newest request of each SKU of ours, under review or refused. */
  async function requestedListings(newestFirst: readonly TikiRequest[]): Promise<SeenListing[]> {
    const newest = new Map<Sku, TikiRequest>();
    for (const request of newestFirst.filter((each) => !isUpdate(each)))
      for (const each of skusOf(request)) {
        const ours = skuSchema.safeParse(each);
        if (ours.success && !newest.has(ours.data)) newest.set(ours.data, request);
      }
    const seen: SeenListing[] = [];
    for (const [sku, request] of newest) {
      const refused = requestState(request.state) === "refused" && !isPending(request.state);
      if (isPending(request.state) || (refused && !(await productsBySku(client, sku, "listings")).length))
        seen.push(listingFromTikiRequest(request, sku, undefined));
    }
    return seen;
  }

  return async (cursor) => {
    const items: SeenListing[] = [];
    const problems: Page<SeenListing>["problems"][number][] = [];
    let place: z.infer<typeof placeSchema>;
    if (cursor) place = placeSchema.parse(JSON.parse(cursor));
    else {
      const read = await requests.all();
      problems.push(...read.problems);
      items.push(...(await requestedListings(read.items)));
      const pending = read.items.filter(({ state }) => isPending(state));
      const updates = pending.filter(isUpdate).map(({ products, created_at }) => ({
        numbers: products?.flatMap(({ product_id }) => product_id ?? []) ?? [],
        at: Date.parse(instantFromTikiIfAny(created_at) ?? ""),
      }));
      const reviewed = updates.flatMap(({ numbers }) => numbers);
      // One that does not tell its product may be about any; one that hangs is not waited for (tiki §9.6).
      const since = outside.now().getTime() - settings.queueLookbackHours * 3_600_000;
      if (updates.some(({ numbers, at }) => !numbers.length && !(at < since))) reviewed.push(anyProduct);
      place = { page: 1, reviewed: [...new Set(reviewed)] };
    }
    const query = { include: "inventory,images,categories", ...(place.until ? { created_to_date: place.until } : {}) };
    const { data, paging } = await readPage(client, "/v2.1/products", query, place.page);
    const reviewed = new Set(place.reviewed);
    const read = readEach(
      data,
      tikiProductSchema,
      // What a review has not let through yet is shown as it was: that is nobody's change.
      (product) => (reviewed.has(product.id) || reviewed.has(anyProduct) ? withoutText(seenFrom(product)) : seenFrom(product)),
      (row) => z.object({ product_id: z.coerce.string() }).safeParse(row).data?.product_id,
    );
    const page = { items: [...items, ...read.items], problems: [...problems, ...read.problems] };
    if (!paging || place.page >= paging.last_page) return page;
    const next = nextPlace(place, data);
    return { ...page, nextCursor: JSON.stringify(next) };
  };
}

/** Tiki ends a list at 10,000 rows, newest first, so a longer one goes on from the oldest that was seen. */
function nextPlace(place: z.infer<typeof placeSchema>, rows: readonly unknown[]): z.infer<typeof placeSchema> {
  if ((place.page + 1) * tikiLimits.rowsPerPage <= tikiLimits.rowsPerList) return { ...place, page: place.page + 1 };
  const until = z.object({ created_at: z.string().min(1) }).safeParse(rows.at(-1)).data?.created_at;
  if (!until || until === place.until)
    throw new ConnectorError("unexpected", "paging", "The products' list does not go on", { says: tikiTexts.say("shape") });
  return { ...place, page: 1, until };
}

import {
  ConnectorError,
  instant,
  type ListedSku,
  type ListingPort,
  type SeenListing,
  seenListingSchema,
  vnd,
} from "../../contract/index.ts";
import { readEach } from "../read-each.ts";
import type { PartnerClient } from "./client.ts";
import { contentForPartner } from "./listing-to-partner.ts";
import type { PartnerPlan } from "./settings.ts";
import { partnerTexts } from "./texts.ts";
import {
  doneSchema,
  nextToken,
  ourNames,
  type PartnerStock,
  partnerListedSchema,
  partnerPageSchema,
  partnerStockSchema,
  theirNames,
} from "./wire.ts";

/** `/stock` has a row for every listing in whatever state, so it is also the way to find one. */
export function partnerListings(client: PartnerClient, plan: PartnerPlan): ListingPort {
  const { names, paths, words } = plan;
  const patch = (listed: ListedSku, change: Readonly<Record<string, unknown>>) =>
    client.call(
      "PATCH",
      paths.listing.replace("{sku}", encodeURIComponent(listed.sku)),
      { json: change, urgency: "listings" },
      doneSchema,
    );
  const setState = async (listed: ListedSku, word: string) => {
    await patch(listed, theirNames({ status: word }, names.listing));
  };
  async function rows(query: Readonly<Record<string, string | undefined>>) {
    const page = await client.call("GET", paths.stock, { query, urgency: "listings" }, partnerPageSchema);
    const read = readEach(
      page.items.map((row) => ourNames(row, names.stock)),
      partnerStockSchema,
      (row) => seenFromPartner(row, plan),
      nameOf,
    );
    return { ...read, next: nextToken(page, query.page_token) };
  }

  return {
    async look(sku) {
      const found: SeenListing[] = [];
      for (let token: string | undefined, pages = 0; pages === 0 || token; pages += 1) {
        const { items, problems, next } = await rows({ sku, page_token: token });
        // A row nobody can read may be the one that is looked for.
        if (problems.length || pages > 20)
          throw new ConnectorError("unexpected", "look", `The listing of ${sku} cannot be looked for`, {
            says: partnerTexts.say("shape"),
          });
        found.push(...items.filter(({ sellerSku }) => sellerSku === sku));
        token = next;
      }
      return found;
    },
    /** One key a SKU: however often it is asked for, the owner makes one listing. */
    async createHidden(listing) {
      const body = {
        ...contentForPartner(listing, names, true),
        ...theirNames({ price_vnd: listing.price, stock: 0, status: words.draft }, names.listing),
      };
      const created = await client.call(
        "POST",
        paths.listings,
        { json: body, urgency: "listings", idempotencyKey: `create-${listing.sku}` },
        partnerListedSchema,
      );
      return { sku: listing.sku, productId: created.channel_product_id ?? created.seller_sku };
    },
    async update(listed, listing, pictures) {
      await patch(listed, contentForPartner(listing, names, pictures !== undefined));
    },
    activate: (listed) => setState(listed, words.live),
    hide: (listed) => setState(listed, words.paused),
    remove: (listed) => setState(listed, words.ended),
    async list({ cursor }) {
      const { items, problems, next } = await rows({ page_token: cursor });
      return { items, problems, ...(next ? { nextCursor: next } : {}) };
    },
  };
}

const nameOf = (row: unknown) => partnerListedSchema.safeParse(row).data?.seller_sku;

function seenFromPartner(row: PartnerStock, { listingStates }: PartnerPlan): SeenListing {
  const word = row.status ?? "";
  const changed = Date.parse(row.updated_at ?? "");
  return seenListingSchema.parse({
    sellerSku: row.seller_sku,
    productId: row.channel_product_id ?? row.seller_sku,
    state: listingStates[word] ?? "unknown",
    channelState: word,
    ...(row.name_vi == null ? {} : { title: row.name_vi }),
    ...(row.long_desc_vi == null ? {} : { description: row.long_desc_vi }),
    ...(row.price_vnd == null ? {} : { price: vnd(row.price_vnd) }),
    ...(row.stock == null ? {} : { stock: row.stock }),
    ...(row.channel_url ? { url: row.channel_url } : {}),
    ...(row.last_error ? { reason: row.last_error } : {}),
    ...(Number.isNaN(changed) ? {} : { changedAt: instant(changed) }),
  });
}

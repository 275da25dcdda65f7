import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { z } from "@medusajs/framework/zod";
import { channelsOf } from "../../../channels-of";
import { readVariants } from "../../../listings/read-variants";
import { standingsOf, wantOne } from "../../../listings/want-listing";

export interface RefreshWantedInput {
  variant_ids?: string[];
  product_ids?: string[];
  registered_product_ids?: string[];
  /** Every listing there is: certificates expire by themselves. */
  all?: boolean;
}

/** Repeatable: what is already wanted is not wanted anew. A product that is not complete keeps its last wish. */
export const refreshListingsStep = createStep("refresh-listings", async (input: RefreshWantedInput, { container }) => {
  const channels = channelsOf(container);
  const productIds = [...(input.product_ids ?? []), ...(await productsOf(container, input.registered_product_ids ?? []))];
  const asked = input.all
    ? [...new Set((await channels.listChannelListings({}, { select: ["id", "variant_id"] })).map((each) => each.variant_id))]
    : (input.variant_ids ?? []);
  const variants = [
    ...(asked.length ? await readVariants(container, { id: asked }) : []),
    ...(productIds.length ? await readVariants(container, { product_id: productIds }) : []),
  ];
  if (!variants.length) return new StepResponse({ account_ids: [] as string[] });
  const standings = await standingsOf(container, variants);
  const listings = await channels.listChannelListings({ variant_id: variants.map(({ variantId }) => variantId) });
  const accounts = await channels.listChannelAccounts({ id: [...new Set(listings.map((each) => each.account_id))] });
  const changed = new Set<string>();
  for (const listing of listings) {
    const variant = variants.find(({ variantId }) => variantId === listing.variant_id);
    const account = accounts.find(({ id }) => id === listing.account_id);
    if (!variant || !account) continue;
    try {
      const wanted = wantOne(account.channel, variant, standings);
      const saved = await channels.upsertListing({
        accountId: account.id,
        sku: listing.sku,
        variantId: variant.variantId,
        recipe: variant.recipe,
        wanted: wanted.listing,
        wantedLive: listing.wanted_live,
        ...(listing.stock_cap === null ? {} : { wantedStockCap: listing.stock_cap }),
      });
      if (saved.changed) changed.add(account.id);
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`listing ${listing.id} keeps its last wish: ${error instanceof Error ? error.message : "unknown"}`);
    }
  }
  return new StepResponse({ account_ids: [...changed] });
});

const linkedSchema = z.array(z.object({ products: z.array(z.object({ id: z.string() }).nullish()).nullish() }));

async function productsOf(container: MedusaContainer, registeredProductIds: readonly string[]): Promise<string[]> {
  if (!registeredProductIds.length) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "registered_product",
    fields: ["id", "products.id"],
    filters: { id: [...registeredProductIds] },
  });
  return linkedSchema.parse(data).flatMap(({ products }) => (products ?? []).flatMap((product) => product?.id ?? []));
}

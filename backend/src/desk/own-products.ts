import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { Language } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { readVariants, type VariantFacts } from "../listings/read-variants";
import { standingView } from "../listings/standing-view";
import { standingsOf } from "../listings/want-listing";
import { certificateView } from "../shop/catalogue";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";
import { stockRulesView } from "./stock-rules";

const idsSchema = z.array(z.object({ id: z.string() }));

export async function ownVariants(container: MedusaContainer, producerId: string): Promise<VariantFacts[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id"],
    filters: { metadata: { producer_id: producerId } } as Record<string, unknown>,
  });
  const ids = idsSchema.parse(data).map(({ id }) => id);
  return ids.length ? readVariants(container, { product_id: ids }) : [];
}

/** The variant, or 404: another producer's is not there. */
export async function ownVariant(container: MedusaContainer, producerId: string, variantId: string): Promise<VariantFacts> {
  const variant = (await ownVariants(container, producerId)).find((each) => each.variantId === variantId);
  if (!variant) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-product"));
  return variant;
}

/** What the desk shows of each product: what is on the shelf, what the certificate says, and where each listing stands. */
export async function productViews(container: MedusaContainer, producerId: string, language: Language) {
  const variants = (await ownVariants(container, producerId)).toSorted((one, other) => (one.title < other.title ? -1 : 1));
  const channels = channelsOf(container);
  const [standings, listings, accounts] = await Promise.all([
    standingsOf(container, variants),
    variants.length ? channels.listChannelListings({ variant_id: variants.map(({ variantId }) => variantId) }) : [],
    channels.listChannelAccounts({ producer_id: producerId }),
  ]);
  const shelfIds = variants.flatMap(({ recipe }) => recipe.map(({ inventoryItemId }) => inventoryItemId));
  const shelves = shelfIds.length ? await channels.listStockComponents({ id: shelfIds }, { take: 1_000 }) : [];
  return Promise.all(
    variants.map(async (variant) => {
      const shelf = shelves.find(({ id }) => id === variant.recipe[0]?.inventoryItemId);
      const standing = variant.metadata.registered_product_id
        ? standings.get(variant.metadata.registered_product_id)
        : undefined;
      const own = listings.filter(
        ({ variant_id, account_id }) => variant_id === variant.variantId && accounts.some(({ id }) => id === account_id),
      );
      const titled = own.map(({ id, account_id }) => ({
        id,
        account_title: accounts.find((account) => account.id === account_id)?.title ?? "",
      }));
      return {
        variant_id: variant.variantId,
        handle: variant.handle,
        title: variant.title,
        sku: variant.sku,
        pack: variant.metadata.pack,
        picture: variant.metadata.picture || variant.metadata.product_set,
        simulated: variant.metadata.simulated,
        price: variant.price ?? null,
        on_hand: shelf?.on_hand ?? 0,
        held: shelf?.held ?? 0,
        short: Math.max(0, (shelf?.held ?? 0) - (shelf?.on_hand ?? 0)),
        certificate: certificateView(standing) ?? null,
        certificate_status: standing?.status ?? "none",
        stock_rules: await stockRulesView(container, variant, titled, language),
        listings: await Promise.all(
          own.map(async (listing) => ({
            id: listing.id,
            account_id: listing.account_id,
            account_title: accounts.find(({ id }) => id === listing.account_id)?.title ?? "",
            wanted_live: listing.wanted_live,
            standing: standingView(await channels.standingOf(listing.id), language),
            url: listing.url,
            seen_at: listing.seen_at,
            conflict: listing.conflict,
            field_owners: listing.field_owners ?? {},
          })),
        ),
      };
    }),
  );
}

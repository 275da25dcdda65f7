import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { updateProductVariantsWorkflow } from "@medusajs/medusa/core-flows";
import { channelsOf } from "../channels-of";
import { ringFor } from "../ring";
import { forgetGoods } from "../shop/goods";
import refreshWantedWorkflow from "../workflows/refresh-wanted";

const conflictSchema = z.object({ field: z.string(), theirs: z.union([z.string(), z.number()]) });

/** Ours is written to the channel again; theirs becomes ours, in the product itself, and so on every channel. */
export async function resolveListing(
  container: MedusaContainer,
  listing: { id: string; account_id: string; variant_id: string; conflict: unknown },
  field: "title" | "price",
  take: "ours" | "theirs",
): Promise<void> {
  const conflict = conflictSchema.safeParse(listing.conflict);
  if (!conflict.success || conflict.data.field !== field) return;
  if (take === "theirs") {
    const { theirs } = conflict.data;
    if (field === "price")
      await updateProductVariantsWorkflow(container).run({
        input: { selector: { id: listing.variant_id }, update: { prices: [{ currency_code: "vnd", amount: Number(theirs) }] } },
      });
    else {
      const products = container.resolve(Modules.PRODUCT);
      const variant = await products.retrieveProductVariant(listing.variant_id, { select: ["id", "product_id"] });
      if (variant.product_id) await products.updateProducts(variant.product_id, { title: String(theirs) });
    }
    forgetGoods();
  }
  await channelsOf(container).resolveConflict({ listingId: listing.id });
  await refreshWantedWorkflow(container).run({ input: { variant_ids: [listing.variant_id] } });
  for (const purpose of ["push-listings", "push-offers"] as const) await ringFor(purpose, listing.account_id);
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { updateProductVariantsWorkflow } from "@medusajs/medusa/core-flows";
import { channelsOf } from "../channels-of";
import { mirrorShelves } from "../listings/mirror-shelves";
import type { VariantFacts } from "../listings/read-variants";
import { ringFor } from "../ring";
import { forgetGoods } from "../shop/goods";
import refreshWantedWorkflow from "../workflows/refresh-wanted";

/** A new price goes to every channel; a new count goes to the ledger, which decides what each channel may show of it. */
export async function changeProduct(
  container: MedusaContainer,
  variant: VariantFacts,
  change: { readonly price?: number | undefined; readonly stock?: number | undefined },
): Promise<void> {
  const [shelf] = variant.recipe;
  if (change.price !== undefined && change.price !== variant.price) {
    await updateProductVariantsWorkflow(container).run({
      input: {
        selector: { id: variant.variantId },
        update: { prices: [{ currency_code: "vnd", amount: change.price }] },
      },
    });
    forgetGoods();
    await refreshWantedWorkflow(container).run({ input: { variant_ids: [variant.variantId] } });
  }
  if (change.stock !== undefined && shelf) {
    const channels = channelsOf(container);
    await channels.setOnHand([{ inventoryItemId: shelf.inventoryItemId, onHand: change.stock }]);
    await mirrorShelves(container, [shelf.inventoryItemId]);
    for (const accountId of await channels.accountsSelling([shelf.inventoryItemId])) await ringFor("push-stock", accountId);
  }
}

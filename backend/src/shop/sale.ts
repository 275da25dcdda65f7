import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { Text } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { readVariants, type VariantFacts } from "../listings/read-variants";
import { Refusal } from "../text/refusal";
import { shopTexts } from "../text/shop";
import { holdKey } from "./order-code";

export interface SaleLine {
  readonly variantId: string;
  readonly quantity: number;
}
/** What a cart's line asks for and what there is. */
export interface ShortLine {
  readonly variant_id: string;
  readonly title: string;
  readonly wanted: number;
  readonly available: number;
}

/** Its code is `short`; it carries who is short of what, for the route to say it. */
export class ShortError extends Refusal {
  readonly items: readonly ShortLine[];
  constructor(items: readonly ShortLine[]) {
    super(MedusaError.Types.CONFLICT, shopTexts.say("not-enough"), "short");
    this.items = items;
  }
}

/** What our own shop does not sell, whoever asks and by whichever route. */
export function checkSellable(variants: readonly VariantFacts[]): void {
  const refuse = (says: Text) => new Refusal(MedusaError.Types.NOT_ALLOWED, says);
  const alcohol = variants.find(({ metadata }) => metadata.alcohol);
  if (alcohol) throw refuse(shopTexts.say("alcohol", { product: alcohol.title }));
  const sellers = [...new Set(variants.map(({ metadata }) => metadata.seller_name))];
  const last = sellers.at(-1);
  if (sellers.length > 1 && last)
    throw refuse(shopTexts.say("many-sellers", { sellers: sellers.slice(0, -1).join(", "), last, count: sellers.length }));
}

/** The admission of sync-protocol §1: checks and holds in one transaction. The same code again is the same hold. */
export async function admit(container: MedusaContainer, code: string, lines: readonly SaleLine[]): Promise<void> {
  const variants = await readVariants(container, { id: [...new Set(lines.map(({ variantId }) => variantId))] });
  checkSellable(variants);
  const parts: { inventoryItemId: string; quantity: number }[] = [];
  for (const line of lines) {
    const variant = variants.find(({ variantId }) => variantId === line.variantId);
    if (!variant?.recipe.length) throw new Refusal(MedusaError.Types.NOT_ALLOWED, shopTexts.say("not-for-sale"));
    for (const part of variant.recipe)
      parts.push({ inventoryItemId: part.inventoryItemId, quantity: part.quantity * line.quantity });
  }
  const channels = channelsOf(container);
  const answer = await channels.admitSale({ key: holdKey(code), components: parts });
  if (answer.admitted) return;
  const short = new Set(answer.short.map(({ inventoryItemId }) => inventoryItemId));
  const sellable = await channels.sellableHere(parts.map(({ inventoryItemId }) => inventoryItemId));
  throw new ShortError(
    lines.flatMap((line) => {
      const variant = variants.find(({ variantId }) => variantId === line.variantId);
      if (!variant?.recipe.some(({ inventoryItemId }) => short.has(inventoryItemId))) return [];
      const available = Math.min(
        ...variant.recipe.map((part) => Math.floor((sellable.get(part.inventoryItemId) ?? 0) / part.quantity)),
      );
      return [{ variant_id: line.variantId, title: variant.title, wanted: line.quantity, available: Math.max(0, available) }];
    }),
  );
}

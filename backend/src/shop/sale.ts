import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../channels-of";
import { readVariants, type VariantFacts } from "../listings/read-variants";
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

/** A MedusaError of code `short` carries who is short of what, for the route. */
export class ShortError extends MedusaError {
  readonly items: readonly ShortLine[];
  constructor(items: readonly ShortLine[]) {
    super(
      MedusaError.Types.CONFLICT,
      `Không còn đủ hàng: ${items.map(({ title, available }) => `${title} còn ${available}`).join(", ")}. Vui lòng giảm số lượng rồi đặt lại.`,
      "short",
    );
    this.items = items;
  }
}

/** What our own shop does not sell, whoever asks and by whichever route. */
export function checkSellable(variants: readonly VariantFacts[]): void {
  const refuse = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message);
  const alcohol = variants.find(({ metadata }) => metadata.alcohol);
  if (alcohol)
    throw refuse(
      `${alcohol.title} là đồ uống có cồn, chưa bán trực tuyến. Vui lòng bỏ khỏi giỏ và liên hệ người bán qua điện thoại.`,
    );
  const sellers = [...new Set(variants.map(({ metadata }) => metadata.seller_name))];
  if (sellers.length > 1)
    throw refuse(
      `Mỗi đơn chỉ có một người bán, giỏ này có ${sellers.join(" và ")}. Vui lòng đặt thành ${sellers.length} đơn riêng.`,
    );
}

/** The admission of sync-protocol §1: checks and holds in one transaction. The same code again is the same hold. */
export async function admit(container: MedusaContainer, code: string, lines: readonly SaleLine[]): Promise<void> {
  const variants = await readVariants(container, { id: [...new Set(lines.map(({ variantId }) => variantId))] });
  checkSellable(variants);
  const parts: { inventoryItemId: string; quantity: number }[] = [];
  for (const line of lines) {
    const variant = variants.find(({ variantId }) => variantId === line.variantId);
    if (!variant?.recipe.length)
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Giỏ có sản phẩm không còn bán. Vui lòng bỏ sản phẩm đó ra.");
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

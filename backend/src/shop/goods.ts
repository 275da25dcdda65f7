import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { channelsOf } from "../channels-of";
import { readVariants, type VariantFacts } from "../listings/read-variants";
import { standingsOf } from "../listings/want-listing";
import { OCOP_MODULE } from "../modules/ocop";
import type OcopModuleService from "../modules/ocop/service";
import type { ProductStanding } from "../modules/ocop/standing";

/** What is on the shelves of the shop, without how many: that is asked anew for every answer. */
export interface Goods {
  readonly variants: readonly VariantFacts[];
  readonly byHandle: ReadonlyMap<string, VariantFacts>;
  readonly standings: ReadonlyMap<string, ProductStanding>;
  readonly setNames: ReadonlyMap<string, string>;
  /** The single product that lies on each shelf: what a basket's parts are called. */
  readonly byShelf: ReadonlyMap<string, VariantFacts>;
}

const freshMs = 3_000;
let kept: { readonly at: number; readonly goods: Promise<Goods> } | undefined;

/** Seconds old at most; `forgetGoods` when something was changed here. A certificate's end is seen within the same seconds. */
export function readGoods(container: MedusaContainer): Promise<Goods> {
  if (kept && Date.now() - kept.at < freshMs) return kept.goods;
  const goods = load(container);
  kept = { at: Date.now(), goods };
  goods.catch(() => {
    kept = undefined;
  });
  return goods;
}
export function forgetGoods(): void {
  kept = undefined;
}

const idsSchema = z.array(z.object({ id: z.string() }));

async function load(container: MedusaContainer): Promise<Goods> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "product", fields: ["id"], filters: { status: "published" } });
  const ids = idsSchema.parse(data).map(({ id }) => id);
  const variants = ids.length ? await readVariants(container, { product_id: ids }) : [];
  const [standings, sets] = await Promise.all([
    standingsOf(container, variants),
    container.resolve<OcopModuleService>(OCOP_MODULE).listProductSets({}, { take: null }),
  ]);
  const collator = new Intl.Collator("vi");
  const sorted = variants.toSorted((one, other) => collator.compare(one.title, other.title));
  return {
    variants: sorted,
    byHandle: new Map(sorted.map((each) => [each.handle, each])),
    standings,
    setNames: new Map(sets.map(({ slug, name }) => [slug, name])),
    byShelf: new Map(
      sorted.flatMap((each) => {
        const [only, more] = each.recipe;
        return only && !more && !each.metadata.basket ? [[only.inventoryItemId, each] as const] : [];
      }),
    ),
  };
}

/** How many of each variant our shop may sell now: the least of its parts, by the ledger's own rule (sync-protocol §1). */
export async function readAvailable(
  container: MedusaContainer,
  variants: readonly VariantFacts[],
): Promise<Map<string, number>> {
  const shelves = new Set(variants.flatMap(({ recipe }) => recipe.map(({ inventoryItemId }) => inventoryItemId)));
  const sellable = await channelsOf(container).sellableHere([...shelves]);
  return new Map(
    variants.map(({ variantId, recipe }) => [
      variantId,
      recipe.length
        ? Math.min(...recipe.map((part) => Math.floor((sellable.get(part.inventoryItemId) ?? 0) / part.quantity)))
        : 0,
    ]),
  );
}

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { alsoSoldOn } from "../../../../shop/also-sold-on";
import { catalogueItem, certificateView, standingOfGoods } from "../../../../shop/catalogue";
import { readAvailable, readGoods } from "../../../../shop/goods";
import { languageOf } from "../../../../text";
import { Refusal } from "../../../../text/refusal";
import { shopTexts } from "../../../../text/shop";

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const goods = await readGoods(request.scope);
  const variant = goods.byHandle.get(String(request.params.handle));
  if (!variant) throw new Refusal(MedusaError.Types.NOT_FOUND, shopTexts.say("no-product"));
  const { metadata } = variant;
  const [available, elsewhere] = await Promise.all([
    readAvailable(request.scope, [variant]),
    alsoSoldOn(request.scope, variant.variantId),
  ]);
  const components = metadata.basket
    ? variant.recipe.flatMap(({ inventoryItemId, quantity }) => {
        const part = goods.byShelf.get(inventoryItemId);
        if (!part) return [];
        const certificate = certificateView(standingOfGoods(goods, part));
        return [
          {
            title: part.title,
            quantity,
            handle: part.handle,
            producer: { name: part.metadata.producer_name },
            stars: certificate?.stars ?? null,
            certificate: certificate ?? null,
            simulated: part.metadata.simulated,
          },
        ];
      })
    : null;
  response.json({
    product: {
      ...catalogueItem(goods, variant, available.get(variant.variantId) ?? 0, languageOf(request)),
      description: variant.description,
      weight: variant.weightGrams,
      pack: metadata.pack,
      seller: { name: metadata.seller_name, phone: metadata.seller_phone || null },
      also_sold_on: elsewhere,
      components,
    },
  });
}

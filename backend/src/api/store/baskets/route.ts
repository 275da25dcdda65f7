import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { catalogueItem } from "../../../shop/catalogue";
import { readAvailable, readGoods } from "../../../shop/goods";
import { languageOf } from "../../../text";

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const goods = await readGoods(request.scope);
  const baskets = goods.variants.filter(({ metadata }) => metadata.basket);
  const available = await readAvailable(request.scope, baskets);
  const language = languageOf(request);
  response.json({
    baskets: baskets.map((each) => catalogueItem(goods, each, available.get(each.variantId) ?? 0, language)),
  });
}

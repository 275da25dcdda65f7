import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { catalogue, catalogueItem } from "../../../shop/catalogue";
import { readAvailable, readGoods } from "../../../shop/goods";
import { languageOf } from "../../../text";
import { parsed } from "../../parsed";
import { catalogueQuerySchema } from "../schemas";

/** One page of what may be seen today; a filter nobody knows finds nothing. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const filters = parsed(catalogueQuerySchema, request.query);
  const language = languageOf(request);
  const goods = await readGoods(request.scope);
  const { variants, ...page } = catalogue(goods, filters, language);
  const available = await readAvailable(request.scope, variants);
  response.json({
    ...page,
    items: variants.map((each) => catalogueItem(goods, each, available.get(each.variantId) ?? 0, language)),
  });
}

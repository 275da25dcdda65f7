import { z } from "zod";
import { type ChannelBrand, ConnectorError, type Problem, type TaxonomyPort } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { LazadaClient } from "./client.ts";
import { lazadaLimits } from "./policy.ts";
import { attributesFromLazada, categoriesFromLazada } from "./taxonomy-from-lazada.ts";
import { lazadaTexts } from "./texts.ts";
import { brandPageSchema, brandSchema } from "./wire.ts";

/** No carriers: Lazada allocates one when an order is packed. Brands are the country's, whatever the category. */
export const lazadaTaxonomy = (client: LazadaClient, language: string): TaxonomyPort => ({
  async categories() {
    const params = { language_code: language };
    return categoriesFromLazada(await client.get("/category/tree/get", { params }, z.array(z.unknown())));
  },
  async attributes(categoryId) {
    const params = { primary_category_id: categoryId, language_code: language };
    return attributesFromLazada(await client.get("/category/attributes/get", { params }, z.array(z.unknown())));
  },
  async brands() {
    const brands = new Map<string, ChannelBrand>();
    const problems: Problem[] = [];
    for (let startRow = 0, total = 1; startRow < total; startRow += lazadaLimits.brandsPerPage) {
      const params = { startRow, pageSize: lazadaLimits.brandsPerPage };
      const page = await client.get("/category/brands/query", { params }, brandPageSchema);
      const rows = page.module ?? [];
      // Over its limit this call answers success with nothing (DOC:121320).
      if (!rows.length && (startRow < page.total_record || startRow === 0))
        throw new ConnectorError("retryable", "short-answer", "/category/brands/query gives fewer brands than it counts", {
          says: lazadaTexts.say("short-answer"),
        });
      const read = readEach(rows, brandSchema, brandFrom, () => undefined);
      for (const brand of read.items) brands.set(brand.id, brand);
      problems.push(...read.problems);
      total = page.total_record;
    }
    return { items: [...brands.values()], problems };
  },
});

const brandFrom = ({ brand_id, name, name_en }: z.infer<typeof brandSchema>): ChannelBrand => ({
  id: brand_id,
  name: name || name_en || brand_id,
});

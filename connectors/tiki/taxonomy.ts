import { z } from "zod";
import type { ChannelAttribute, ChannelBrand, Problem, TaxonomyPort } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { TikiClient } from "./client.ts";
import { readAll } from "./pages.ts";
import { tikiLimits } from "./policy.ts";
import { attributeFromTiki, categoryFromTiki, isChosen, valueFromTiki } from "./taxonomy-from-tiki.ts";
import { tikiTexts } from "./texts.ts";
import { tikiAttributeSchema, tikiCategorySchema } from "./wire.ts";

const nameOf = (row: unknown) => z.object({ id: z.coerce.string() }).safeParse(row).data?.id;
/** Its values are brands: by the ten thousand, and asked for apart. */
const isBrand = (attribute: { readonly id: string; readonly code: string }) =>
  attribute.code === "brand" || attribute.id === String(tikiLimits.brandAttribute);

/** Tiki chooses the courier, so there are no carriers. */
export function tikiTaxonomy(client: TikiClient): TaxonomyPort {
  const valuesOf = async (attributeId: string) => {
    const problems: Problem[] = [];
    const path = `/v2/attributes/${encodeURIComponent(attributeId)}/values`;
    const cut = () => problems.push({ ...tikiTexts.say("values-cut", { attribute: attributeId }), row: attributeId });
    const rows = await readAll(client, path, {}, { cut });
    const values = rows.flatMap<ChannelBrand>((row) => valueFromTiki(row) ?? []);
    return { items: [...new Map(values.map((value) => [value.id, value])).values()], problems };
  };
  return {
    async categories() {
      const rows = await readAll(client, "/v2/categories", { lang: "vi" });
      return readEach(rows, tikiCategorySchema, categoryFromTiki, nameOf);
    },
    async attributes(categoryId) {
      const rows = await readAll(client, `/v2/categories/${encodeURIComponent(categoryId)}/attributes`, {});
      const read = readEach(rows, tikiAttributeSchema, (attribute) => attribute, nameOf);
      const items: ChannelAttribute[] = [];
      const problems: Problem[] = [...read.problems];
      for (const attribute of read.items) {
        const chosen = isChosen(attribute) && !isBrand(attribute);
        const values = chosen ? await valuesOf(attribute.id) : { items: [], problems: [] };
        items.push(attributeFromTiki(attribute, values.items));
        problems.push(...values.problems);
      }
      return { items, problems };
    },
    brands: () => valuesOf(String(tikiLimits.brandAttribute)),
  };
}

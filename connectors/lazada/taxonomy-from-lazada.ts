import type { ChannelAttribute, ChannelCategory, Problem, Reading } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { saleProperty, skuProperty } from "./listing-to-lazada.ts";
import { attributeSchema, categorySchema, type LazadaAttribute } from "./wire.ts";

/** The tree as rows, a parent before its children. A branch that cannot be read is a problem; its siblings stay. */
export function categoriesFromLazada(tree: readonly unknown[]): Reading<ChannelCategory> {
  const items: ChannelCategory[] = [];
  const problems: Problem[] = [];
  const waiting: { rows: readonly unknown[]; parentId?: string }[] = [{ rows: tree }];
  for (let level = waiting.shift(); level; level = waiting.shift()) {
    const { rows, parentId } = level;
    const read = readEach(
      rows,
      categorySchema,
      ({ category_id, name, leaf, children }) => {
        const own = children ?? [];
        if (own.length) waiting.push({ rows: own, parentId: category_id });
        return { id: category_id, name, leaf: leaf ?? own.length === 0, ...(parentId === undefined ? {} : { parentId }) };
      },
      () => parentId,
    );
    items.push(...read.items);
    problems.push(...read.problems);
  }
  return { items, problems };
}

/** Filled from the listing itself, so nobody is asked for them. */
const ours = new Set(
  "name description short_description brand brand_id price special_price special_from_date special_to_date quantity SellerSku package_weight package_length package_width package_height package_content __images__ images Images".split(
    " ",
  ),
);

export const attributesFromLazada = (rows: readonly unknown[]): Reading<ChannelAttribute> => {
  const read = readEach(rows, attributeSchema, attributeFromLazada, () => undefined);
  return { items: read.items.filter(({ id }) => !ours.has(id.replace(skuProperty, ""))), problems: read.problems };
};

/** A value is sent by its name, in the language that was asked for. The inputs with "enum" in them take other words too. */
function attributeFromLazada(attribute: LazadaAttribute): ChannelAttribute {
  const where = attribute.is_sale_prop ? saleProperty : attribute.attribute_type === "sku" ? skuProperty : "";
  const input = attribute.input_type ?? "";
  const values = (attribute.options ?? []).map(({ name }) => ({ id: name, name }));
  return {
    id: `${where}${attribute.name}`,
    name: attribute.label || attribute.name,
    required: attribute.is_mandatory ?? false,
    values,
    ...(/^(single|multi)Select$/i.test(input) ? {} : { freeText: true }),
    ...(/^multi/i.test(input) ? {} : { mostValues: 1 }),
  };
}

import type { ChannelAttribute, Problem, Reading } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { idOf } from "./wire.ts";
import { type ShopeeAttribute, shopeeAttributeSchema } from "./wire-taxonomy.ts";

export interface ShopeeAttributeInTree {
  readonly attribute: ShopeeAttribute;
  readonly onlyWith?: NonNullable<ChannelAttribute["onlyWith"]>;
}

/** Shopee's own trees are two or three deep. */
const deepest = 10;

/** The tree laid flat: what a value asks for comes after it, with the value that asks. */
export function flattenAttributes(
  tree: readonly unknown[],
  onlyWith?: ShopeeAttributeInTree["onlyWith"],
  depth = 0,
): Reading<ShopeeAttributeInTree> {
  const items: ShopeeAttributeInTree[] = [];
  const problems: Problem[] = [];
  const read = readEach(tree, shopeeAttributeSchema, (attribute) => attribute, idOf("attribute_id"));
  problems.push(...read.problems);
  for (const attribute of read.items) {
    items.push({ attribute, ...(onlyWith ? { onlyWith } : {}) });
    for (const { value_id, child_attribute_list } of attribute.attribute_value_list ?? []) {
      if (!child_attribute_list?.length || depth >= deepest) continue;
      const asking = { attributeId: attribute.attribute_id, valueId: value_id };
      const below = flattenAttributes(child_attribute_list, asking, depth + 1);
      items.push(...below.items);
      problems.push(...below.problems);
    }
  }
  return { items, problems };
}

/** `input_type` 2, 3 and 5 take words of one's own; 4 and 5 take several values (guide 209). */
export function attributeFromShopee({ attribute, onlyWith }: ShopeeAttributeInTree): ChannelAttribute {
  const { attribute_id: id, name, multi_lang, mandatory, attribute_value_list, attribute_info } = attribute;
  const type = attribute_info?.input_type ?? 0;
  const most = type === 4 || type === 5 ? attribute_info?.max_value_count : 1;
  return {
    id,
    name: name || wordsOf(multi_lang) || id,
    required: mandatory ?? false,
    values: (attribute_value_list ?? []).map((value) => ({
      id: value.value_id,
      name: [value.name || wordsOf(value.multi_lang) || value.value_id, value.value_unit].filter(Boolean).join(" "),
    })),
    ...(type === 2 || type === 3 || type === 5 ? { freeText: true } : {}),
    ...(most && most > 0 ? { mostValues: most } : {}),
    ...(onlyWith ? { onlyWith } : {}),
  };
}

const wordsOf = (translations: ShopeeAttribute["multi_lang"]): string | undefined =>
  translations?.find(({ value }) => value)?.value ?? undefined;

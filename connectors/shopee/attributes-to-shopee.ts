import type { Listing } from "../contract/index.ts";
import type { ShopeeAttribute } from "./wire-taxonomy.ts";

/** `input_validation_type` of a date. */
const date = 4;

/**
 * Values are Shopee's ids, or words of one's own where the attribute's list has no such id: then `value_id` is 0 and the
 * words are sent. `500 g` is a number with one of the attribute's units; a day is sent as Unix seconds (shopee §5.1).
 */
export function attributesToShopee(
  chosen: Listing["onChannel"]["attributes"],
  known: readonly ShopeeAttribute[],
): Record<string, unknown>[] {
  const asked = new Map(known.map((each) => [each.attribute_id, each]));
  return Object.entries(chosen).flatMap(([id, values]) => {
    const attribute = asked.get(id);
    const sent = values.filter((value) => value.trim()).map((value) => valueToShopee(value.trim(), attribute));
    return sent.length ? [{ attribute_id: Number(id), attribute_value_list: sent }] : [];
  });
}

function valueToShopee(value: string, attribute: ShopeeAttribute | undefined): Record<string, unknown> {
  const listed = attribute?.attribute_value_list?.find(({ value_id }) => value_id === value);
  if (listed) return { value_id: Number(value), ...(listed.value_unit ? { value_unit: listed.value_unit } : {}) };
  if (!attribute && /^\d+$/.test(value)) return { value_id: Number(value) };
  const { attribute_unit_list: units, input_validation_type: kind } = attribute?.attribute_info ?? {};
  const unit = units?.find((each) => value.endsWith(` ${each}`));
  if (unit) return { value_id: 0, original_value_name: value.slice(0, -unit.length - 1).trim(), value_unit: unit };
  if (kind === date && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const seconds = Date.parse(`${value}T00:00:00+07:00`) / 1000;
    if (Number.isSafeInteger(seconds)) return { value_id: 0, original_value_name: String(seconds) };
  }
  return { value_id: 0, original_value_name: value };
}

import type { z } from "zod";
import type { ChannelAttribute, ChannelCategory } from "../contract/index.ts";
import { type tikiAttributeSchema, type tikiCategorySchema, tikiValueSchema } from "./wire.ts";

/** Only primary categories hold products (tiki §5). */
export function categoryFromTiki(category: z.infer<typeof tikiCategorySchema>): ChannelCategory {
  const parent = category.parent_id ?? category.parent;
  return {
    id: category.id,
    name: category.name,
    leaf: category.is_primary ?? category.primary ?? false,
    ...(parent && parent !== "0" ? { parentId: parent } : {}),
  };
}

/** One of Tiki's own values; anything else is written. */
export const isChosen = ({ input_type }: Pick<z.infer<typeof tikiAttributeSchema>, "input_type">): boolean =>
  /select/i.test(input_type ?? "");

/** Named by its code, which is what a request carries. */
export const attributeFromTiki = (
  attribute: z.infer<typeof tikiAttributeSchema>,
  values: ChannelAttribute["values"],
): ChannelAttribute => ({
  id: attribute.code,
  name: attribute.display_name?.trim() || attribute.code,
  required: attribute.is_required ?? false,
  values,
  freeText: !isChosen(attribute),
});

/** A value is sent as its text, so the text is its id. Undefined where it has none. */
export function valueFromTiki(raw: unknown): { readonly id: string; readonly name: string } | undefined {
  const read = tikiValueSchema.safeParse(raw).data;
  const [text] = [read?.value, read?.display_name, read?.name, raw].flatMap((each) =>
    (typeof each === "string" && each.trim()) || typeof each === "number" ? String(each).trim() : [],
  );
  return text ? { id: text, name: text } : undefined;
}

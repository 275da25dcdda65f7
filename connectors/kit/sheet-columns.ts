import { z } from "zod";
import type { Problem, Text } from "../contract/index.ts";
import type { SheetRows } from "../sheets/index.ts";
import { fold } from "./order-sheet-forms.ts";
import { kitTexts } from "./texts.ts";

/** A header as some file may write it; what has no letter would fit every empty cell. */
export const aliasSchema = z
  .string()
  .refine((text) => fold(text) !== "", "tên cột cần ít nhất một chữ cái không dấu hoặc một chữ số");

export interface FoundColumns<Field extends string> {
  /** Index of the row of headers. */
  readonly headerAt: number;
  readonly places: ReadonlyMap<Field, number>;
}

/** Titles and notes may stand above the headers; nobody writes more of them. */
const headerWithin = 50;

/** The row where most of the fields' names are, by alias; or why there is none. */
export function findColumns<Field extends string>(
  { rows, problems }: SheetRows,
  aliases: Partial<Record<Field, readonly string[] | undefined>>,
  needed: readonly Field[],
  noHeader: Text,
): FoundColumns<Field> | { readonly problems: readonly Problem[] } {
  const names = new Map<string, Field>();
  for (const [field, words] of Object.entries(aliases) as [Field, readonly string[] | undefined][])
    for (const word of words ?? []) if (!names.has(fold(word))) names.set(fold(word), field);

  let best: FoundColumns<Field> = { headerAt: -1, places: new Map() };
  for (const [index, row] of rows.slice(0, headerWithin).entries()) {
    const places = new Map<Field, number>();
    for (const [place, cell] of row.entries()) {
      const field = names.get(fold(cell));
      if (field !== undefined && !places.has(field)) places.set(field, place);
    }
    if (places.size > best.places.size) best = { headerAt: index, places };
  }
  if (best.places.size < 2) return { problems: problems.length ? problems : [noHeader] };
  const missing = needed.filter((field) => !best.places.has(field));
  if (!missing.length) return best;
  return {
    problems: [
      ...problems,
      ...missing.map((field) => ({ field, ...kitTexts.say("orders-no-column", { header: aliases[field]?.[0] ?? field }) })),
    ],
  };
}

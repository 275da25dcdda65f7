import type { Day, Listing, Offer, Problem, StockLevel } from "../contract/index.ts";
import type { SheetCell } from "../sheets/index.ts";
import type { SheetTemplate } from "./sheet-template.ts";
import { checkListingValues, checkQuantity } from "./sheet-template-checks.ts";
import { cellOf, listingValues, present, type RowValues } from "./sheet-template-values.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

/** What stands above the headers, the headers, and a row a product; `problems` are of the rows that were left out. */
export interface TemplateRows {
  readonly rows: readonly (readonly SheetCell[])[];
  readonly count: number;
  readonly problems: readonly Problem[];
}

/** Excel's own bound for the text of one cell, and the canonical one for a title (connector contract, "name_vi"). */
const longestCell = 32_767;
const longestTitle = 120;

/**
 * `quantities` are what the file will put on sale: a file is a net-set (sync-protocol §5). On `day` a certificate must be
 * valid whose stars are shown.
 */
export const listingRows = (
  template: SheetTemplate,
  listings: readonly Listing[],
  quantities: Readonly<Record<string, number>>,
  day?: Day,
): TemplateRows =>
  rowsOf(
    template,
    listings,
    ({ sku }) => sku,
    (listing) => {
      const quantity = quantities[listing.sku];
      const values = listingValues(listing, quantity, template.imageMode);
      return {
        values,
        problems: [...checkListingValues(template, listing, values, day), ...checkQuantity(listing.sku, quantity)],
      };
    },
  );

export const offerRows = (template: SheetTemplate, offers: readonly Offer[]): TemplateRows =>
  rowsOf(
    template,
    offers,
    ({ listed }) => listed.sku,
    ({ listed, price }) => ({
      values: present({ ...listed, price }),
      problems: price > 0 ? [] : [{ row: listed.sku, field: "price", ...say("price") }],
    }),
  );

export const stockRows = (template: SheetTemplate, levels: readonly StockLevel[]): TemplateRows =>
  rowsOf(
    template,
    levels,
    ({ listed }) => listed.sku,
    ({ listed, quantity }) => ({
      values: present({ ...listed, stock: quantity }),
      problems: checkQuantity(listed.sku, quantity),
    }),
  );

function rowsOf<Item>(
  template: SheetTemplate,
  items: readonly Item[],
  skuOf: (item: Item) => string,
  read: (item: Item) => { readonly values: RowValues; readonly problems: readonly Problem[] },
): TemplateRows {
  const { columns, headerRow, above, rowLimit } = template;
  const problems: Problem[] = [];
  const written: SheetCell[][] = [];
  const skus = new Set<string>();
  for (const item of items) {
    const sku = skuOf(item);
    const { values, problems: faults } = read(item);
    const cells = columns.map((column) => cellOf(column, values));
    const wrong = [...faults, ...checkCells(template, sku, cells)];
    if (skus.has(sku)) wrong.push({ row: sku, field: "sku", ...say("sheet-twice", { sku }) });
    skus.add(sku);
    if (wrong.length) problems.push(...wrong);
    else if (written.length >= rowLimit) problems.push({ row: sku, ...say("sheet-row-limit", { most: rowLimit, sku }) });
    else written.push(cells);
  }
  const top = Array.from({ length: headerRow - 1 }, (_, index): SheetCell[] => [above[index] ?? ""]);
  return { rows: [...top, columns.map(({ header }) => header), ...written], count: written.length, problems };
}

function checkCells({ columns }: SheetTemplate, sku: string, cells: readonly SheetCell[]): Problem[] {
  return columns.flatMap(({ field, header, required, maxLength }, index): Problem[] => {
    const cell = cells[index] ?? null;
    if (cell === null || cell === "") return required ? [{ row: sku, field, ...say("sheet-missing", { sku, header }) }] : [];
    const most = maxLength ?? (field === "title" ? longestTitle : longestCell);
    const length = Array.from(String(cell)).length;
    return length > most ? [{ row: sku, field, ...say("sheet-too-long", { sku, header, length, most }) }] : [];
  });
}

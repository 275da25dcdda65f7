import type { Day, Listing, Problem } from "../contract/index.ts";
import { readWhole } from "./order-sheet-forms.ts";
import type { SheetField, SheetTemplate } from "./sheet-template.ts";
import type { RowValues } from "./sheet-template-values.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

/** What holds for a listing in every template (connector contract, "Validation before writing"). No day: no certificate ends. */
export function checkListingValues(
  { bannedWords, allowedPhrases, columns }: SheetTemplate,
  listing: Listing,
  values: RowValues,
  day: Day | undefined,
): Problem[] {
  const { sku, certificate, gtin } = listing;
  const problems: Problem[] = [];
  const problem = (field: SheetField, text: ReturnType<typeof say>) => problems.push({ row: sku, field, ...text });
  const shows = (...fields: SheetField[]) => columns.some(({ field }) => fields.includes(field));

  if (listing.price <= 0) problem("price", say("price"));
  if (listing.weightGrams <= 0) problem("weight", say("sheet-weight", { sku }));
  if (!listing.pictures.length) problem("pictures", say("sheet-no-picture", { sku }));
  if (values.salePrice !== undefined && shows("salePrice")) {
    const sale = readWhole(String(values.salePrice));
    if (sale === undefined || sale <= 0 || sale >= listing.price)
      problem("salePrice", say("sheet-sale-price", { sku, value: String(values.salePrice) }));
  }
  if (values.saleFrom !== undefined && values.saleTo !== undefined && shows("saleFrom", "saleTo"))
    if (String(values.saleFrom) > String(values.saleTo)) problem("saleTo", say("sheet-sale-days", { sku }));
  if (certificate && shows("stars", "decisionNumber", "decisionDate", "validTo"))
    if (day !== undefined && (certificate.validTo < day || certificate.decisionDate > day))
      problem("stars", say("sheet-certificate", { sku, day: certificate.validTo.split("-").reverse().join("/") }));
  if (gtin !== undefined && shows("gtin") && !isGtin(gtin)) problem("gtin", say("sheet-gtin", { sku, value: gtin }));
  for (const field of ["title", "shortDescription", "description", "note"] as const) {
    const word = bannedIn(String(values[field] ?? ""), bannedWords, allowedPhrases);
    if (word !== undefined && shows(field)) problem(field, say("sheet-banned-word", { sku, word, header: headerOf(field) }));
  }
  return problems;

  function headerOf(field: SheetField): string {
    return columns.find((column) => column.field === field)?.header ?? field;
  }
}

export const checkQuantity = (sku: string, quantity: number | undefined): Problem[] =>
  quantity === undefined || (Number.isSafeInteger(quantity) && quantity >= 0)
    ? []
    : [{ row: sku, field: "stock", ...say("sheet-stock", { sku, value: quantity }) }];

/** GS1: 8, 12, 13 or 14 digits, the last one makes the sum of threes and ones from the right a multiple of ten. */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const sum = Array.from(text)
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

const spelled = (text: string) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

function bannedIn(text: string, words: readonly string[], allowed: readonly string[]): string | undefined {
  const left = allowed.reduce((rest, phrase) => rest.replaceAll(spelled(phrase), " … "), spelled(text));
  return words.find((word) => {
    const escaped = spelled(word).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u").test(left);
  });
}

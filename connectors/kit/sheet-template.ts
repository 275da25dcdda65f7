import { z } from "zod";
import { channelCodeSchema, type Listing, type Problem } from "../contract/index.ts";
import type { SheetCell } from "../sheets/index.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

/** What a column of a listing sheet may hold. A closed list, so that a person edits columns without code. */
export const listingFields = [
  "sku",
  "title",
  "category",
  "brand",
  "origin",
  "producer",
  "unit",
  "packNote",
  "weight",
  "length",
  "width",
  "height",
  "price",
  "stock",
  "shortDescription",
  "description",
  "shelfLife",
  "stars",
  "decisionNumber",
  "decisionDate",
  "validTo",
  "selfDeclaration",
  "gtin",
  "pictures",
  "note",
] as const;
export const columnFormats = ["text", "whole-number", "centimetres", "date-vn", "lines"] as const;

/** A listing sheet as data (connector contract, "Sheet template"). */
export const sheetTemplateSchema = z.strictObject({
  channel: channelCodeSchema,
  fileType: z.enum(["xlsx", "csv"]),
  sheet: z.string().min(1).max(31),
  rowLimit: z.int().positive().max(20_000),
  columns: z
    .array(
      z.strictObject({
        header: z.string().min(1),
        field: z.enum(listingFields),
        format: z.enum(columnFormats),
        required: z.boolean().default(false),
        maxLength: z.int().positive().optional(),
        /** Our value → theirs; a value that is not here goes out as it is. */
        map: z.record(z.string(), z.string()).optional(),
        default: z.string().optional(),
      }),
    )
    .min(1)
    .refine((columns) => new Set(columns.map(({ header }) => header)).size === columns.length, "two columns share a header"),
});
export type SheetTemplate = z.infer<typeof sheetTemplateSchema>;
type Column = SheetTemplate["columns"][number];

/**
 * Rows for the sheet, header first. A listing that lacks a required value or is too long somewhere is left out and told in
 * `problems`; the others are written. `quantities` are what the file will put on sale: a file is a net-set (sync-protocol §5).
 */
export function listingRows(
  template: SheetTemplate,
  listings: readonly Listing[],
  quantities: Readonly<Record<string, number>>,
): { readonly rows: readonly (readonly SheetCell[])[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const rows: SheetCell[][] = [template.columns.map(({ header }) => header)];
  for (const listing of listings) {
    const faults: Problem[] = [];
    const row = template.columns.map((column) => {
      const cell = cellOf(column, listing, quantities[listing.sku]);
      const at = { row: listing.sku, field: column.field };
      if (column.required && (cell === null || cell === ""))
        faults.push({ ...at, ...say("sheet-missing", { sku: listing.sku, header: column.header }) });
      if (column.maxLength !== undefined && typeof cell === "string" && cell.length > column.maxLength)
        faults.push({
          ...at,
          ...say("sheet-too-long", {
            sku: listing.sku,
            header: column.header,
            length: cell.length,
            most: column.maxLength,
          }),
        });
      return cell;
    });
    if (faults.length) problems.push(...faults);
    else if (rows.length > template.rowLimit)
      problems.push({
        row: listing.sku,
        ...say("sheet-row-limit", { most: template.rowLimit, sku: listing.sku }),
      });
    else rows.push(row);
  }
  return { rows, problems };
}

function cellOf(column: Column, listing: Listing, quantity: number | undefined): SheetCell {
  const value = valueOf(column.field, listing, quantity) ?? column.default ?? null;
  if (value === null) return null;
  const mapped = column.map?.[String(value)] ?? value;
  switch (column.format) {
    case "whole-number":
      return typeof mapped === "number" ? Math.round(mapped) : mapped;
    case "centimetres":
      return typeof mapped === "number" ? Math.ceil(mapped / 10) : mapped;
    case "date-vn":
      return String(mapped).split("-").reverse().join("/");
    case "lines":
    case "text":
      return String(mapped);
  }
}

function valueOf(field: Column["field"], listing: Listing, quantity: number | undefined): string | number | undefined {
  const { certificate, sizeMillimetres: size } = listing;
  switch (field) {
    case "sku":
      return listing.sku;
    case "title":
      return listing.title;
    case "category":
      return listing.onChannel.categoryId ?? listing.productSet;
    case "brand":
      return listing.brand;
    case "origin":
      return listing.origin;
    case "producer":
      return listing.producerName;
    case "unit":
      return listing.unit;
    case "packNote":
      return listing.packNote;
    case "weight":
      return listing.weightGrams;
    case "length":
    case "width":
    case "height":
      return size?.[field];
    case "price":
      return listing.price;
    case "stock":
      return quantity;
    case "shortDescription":
      return listing.shortDescription || undefined;
    case "description":
      return listing.description;
    case "shelfLife":
      return listing.shelfLifeDays === undefined ? undefined : `${listing.shelfLifeDays} ngày`;
    case "stars":
      return certificate ? `${certificate.stars} sao${certificate.simulated ? " (mô phỏng)" : ""}` : undefined;
    case "decisionNumber":
      return certificate ? `${certificate.decisionNumber}${certificate.simulated ? " (mô phỏng)" : ""}` : undefined;
    case "decisionDate":
      return certificate?.decisionDate;
    case "validTo":
      return certificate?.validTo;
    case "selfDeclaration":
      return listing.selfDeclarationNumber;
    case "gtin":
      return listing.gtin;
    case "pictures":
      return listing.pictures.map(({ url }) => url).join("\n") || undefined;
    case "note":
      return listing.pictures.some(({ illustration }) => illustration) ? "Ảnh minh hoạ" : undefined;
  }
}

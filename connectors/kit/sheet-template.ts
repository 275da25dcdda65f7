import { z } from "zod";
import { channelCodes } from "../contract/index.ts";
import banned from "./templates/banned-words.json" with { type: "json" };

/**
 * What a column may hold, by the kind of sheet: closed lists, so that a person edits columns without code. Those after `note`
 * are no part of a listing; they come from what was entered for this channel alone (`onChannel.attributes`, by field name).
 */
export const sheetFields = {
  listings: [
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
    "picture1",
    "picture2",
    "picture3",
    "picture4",
    "picture5",
    "picture6",
    "picture7",
    "picture8",
    "picture9",
    "illustration",
    "simulated",
    "note",
    "salePrice",
    "saleFrom",
    "saleTo",
    "storage",
    "ingredients",
    "warning",
    "foodSafety",
    "traceUrl",
    "video",
  ],
  offers: ["sku", "productId", "variantId", "price"],
  stock: ["sku", "productId", "variantId", "stock"],
} as const;
export type SheetKind = keyof typeof sheetFields;
export type SheetField = (typeof sheetFields)[SheetKind][number];

export const columnFormats = [
  "text",
  "lines",
  "whole-number",
  "money",
  "centimetres",
  "date-vn",
  "yes-no",
  "joined-images",
] as const;
type ColumnFormat = (typeof columnFormats)[number];

/** A format that is not here fits every field. */
const fits: Partial<Record<ColumnFormat, readonly SheetField[]>> = {
  money: ["price", "salePrice"],
  "whole-number": ["price", "salePrice", "stock", "weight", "length", "width", "height", "shelfLife"],
  centimetres: ["length", "width", "height"],
  "date-vn": ["decisionDate", "validTo", "saleFrom", "saleTo"],
  "yes-no": ["illustration", "simulated"],
  "joined-images": ["pictures"],
};

const columnSchema = z.strictObject({
  header: z.string().trim().min(1),
  field: z.enum([...new Set(Object.values(sheetFields).flat())]),
  format: z.enum(columnFormats).default("text"),
  required: z.boolean().default(false),
  maxLength: z.int().positive().optional(),
  /** Our value → theirs; a value that is not here goes out as it is. */
  map: z.record(z.string(), z.string()).optional(),
  default: z.string().optional(),
});
export type SheetColumn = z.infer<typeof columnSchema>;

/** A sheet of ours as data (connector contract, "Sheet template"). */
export const sheetTemplateSchema = z
  .strictObject({
    channel: z.enum([...channelCodes, "generic"]).default("generic"),
    kind: z.enum(["listings", "offers", "stock"]).default("listings"),
    fileType: z.enum(["xlsx", "csv"]).default("xlsx"),
    sheet: z.string().min(1).max(31),
    /** The row the headers are in; what stands above it is in `above`, a row each. */
    headerRow: z.int().positive().max(50).default(1),
    above: z.array(z.string()).default([]),
    delimiter: z.enum([",", ";", "\t", "|"]).default(","),
    /** With a byte order mark, so that Excel reads the accents. */
    encoding: z.literal("utf-8-sig").default("utf-8-sig"),
    rowLimit: z.int().positive().max(20_000),
    /** Addresses of the pictures, or names of files in a folder that is handed in beside the sheet. */
    imageMode: z.enum(["url", "folder"]).default("url"),
    /** Words the channel or the law keeps out of a listing's text (no food is a medicine); accents count, capitals do not. */
    bannedWords: z.array(z.string().trim().min(1)).default(banned.words),
    /** Phrases that hold such a word and may be written, like the warning that a food supplement must carry. */
    allowedPhrases: z.array(z.string().trim().min(1)).default(banned.except),
    columns: z.array(columnSchema).min(1).max(300),
  })
  .superRefine(({ kind, columns, above, headerRow }, context) => {
    const problem = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: "custom", message, path, input: undefined });
    if (above.length >= headerRow) problem(`chỉ có ${headerRow - 1} dòng ở trên dòng tiêu đề`, "above");
    if (!columns.some(({ field }) => field === "sku" || field === "productId"))
      problem("cần một cột “sku” hoặc “productId”, nếu không sẽ không biết dòng nào của sản phẩm nào", "columns");
    const known: readonly string[] = sheetFields[kind];
    const headers = new Set<string>();
    for (const [index, { header, field, format }] of columns.entries()) {
      if (headers.has(header)) problem("có hai cột cùng tiêu đề này", "columns", index, "header");
      headers.add(header);
      if (!known.includes(field)) problem(`bảng loại “${kind}” chỉ có ${known.join(", ")}`, "columns", index, "field");
      const fitting = fits[format];
      if (fitting && !fitting.includes(field))
        problem(`dạng này chỉ dùng cho ${fitting.join(", ")}`, "columns", index, "format");
    }
  });
export type SheetTemplate = z.infer<typeof sheetTemplateSchema>;

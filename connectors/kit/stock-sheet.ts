import { z } from "zod";
import { type Instant, type Problem, type Reading, type StockCounters, skuSchema } from "../contract/index.ts";
import type { SheetRows } from "../sheets/index.ts";
import { fewProblems } from "./few-problems.ts";
import { readInstant, readWhole, usualForms } from "./order-sheet-forms.ts";
import { aliasSchema, findColumns } from "./sheet-columns.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

const stockFields = ["sku", "sellable", "total", "held", "takenAt"] as const;
type StockField = (typeof stockFields)[number];

/** How a channel's stock file names and writes things. */
export const stockProfileSchema = z.strictObject({
  columns: z.partialRecord(z.enum(stockFields), z.array(aliasSchema).min(1)),
  dateOrder: z.enum(["day-first", "month-first"]).default(usualForms.dateOrder),
  thousands: z.enum(["either", "point", "comma"]).default(usualForms.thousands),
});
export type StockProfile = z.infer<typeof stockProfileSchema>;

/**
 * What a file of stock counts, and since when that is true: as a row says, else as the person who hands the file in says. A
 * number of an unknown moment proves nothing, and a SKU that is none of ours is told as it is written.
 */
export function readStockRows(
  sheet: SheetRows,
  profile: StockProfile,
  fileTakenAt: Instant | undefined,
): Reading<StockCounters> {
  const found = findColumns<StockField>(sheet, profile.columns, ["sku", "sellable"], say("stock-no-header"));
  if ("problems" in found) return { items: [], problems: found.problems };
  if (!fileTakenAt && !found.places.has("takenAt"))
    return { items: [], problems: [...sheet.problems, { field: "takenAt", ...say("stock-no-time") }] };

  const problems: Problem[] = [...sheet.problems];
  const read = new Map<string, { row: number; counters: StockCounters | undefined }>();
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= found.headerAt || !cells.some(Boolean)) continue;
    const row = sheet.numbers[index] ?? index + 1;
    const text = (field: StockField) => cells[found.places.get(field) ?? -1]?.trim() || undefined;
    const before = problems.length;
    const fault = (field: StockField, said: ReturnType<typeof say>) => problems.push({ ...said, field, row, raw: cells });
    const number = (field: StockField): number | undefined => {
      const whole = readWhole(text(field), profile);
      if (whole === undefined && (field === "sellable" || text(field) !== undefined))
        fault(field, say("stock-number", { row, value: text(field) ?? "" }));
      return whole;
    };
    const sku = skuSchema.safeParse(text("sku"));
    if (!sku.success) {
      fault("sku", say("stock-unknown-sku", { row, value: text("sku") ?? "" }));
      continue;
    }
    const [sellable, total, held] = [number("sellable"), number("total"), number("held")];
    const takenAt = text("takenAt") === undefined ? fileTakenAt : readInstant(text("takenAt"), profile);
    if (!takenAt) fault("takenAt", say("orders-created-at", { row, value: text("takenAt") ?? "" }));
    const counters =
      sellable === undefined || !takenAt || problems.length > before
        ? undefined
        : {
            sku: sku.data,
            sellable,
            ...(total === undefined ? {} : { total }),
            ...(held === undefined ? {} : { held }),
            readBeganAt: takenAt,
          };
    const known = read.get(sku.data);
    // Two numbers for one SKU may be of two places or a file pasted twice; which, nobody here knows.
    if (known?.counters && counters && JSON.stringify(known.counters) !== JSON.stringify(counters)) {
      fault("sku", say("stock-twice", { row, value: sku.data, first: known.row }));
      read.set(sku.data, { row: known.row, counters: undefined });
    } else if (!known) read.set(sku.data, { row, counters });
    else if (!counters) read.set(sku.data, { row: known.row, counters: undefined });
  }
  return { items: [...read.values()].flatMap(({ counters }) => counters ?? []), problems: fewProblems(problems) };
}

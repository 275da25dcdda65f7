import { writeXlsx as writeWorkbook } from "hucre/xlsx";

export type SheetCell = string | number | null;

// A workbook written from the same rows is the same bytes, whatever the day.
const madeAt = new Date("2026-01-01T00:00:00.000Z");

/** One sheet, first row as header. Numbers must be finite. The same input gives the same parts byte for byte. */
export async function writeXlsx(plan: {
  readonly sheet: string;
  readonly rows: readonly (readonly SheetCell[])[];
}): Promise<Uint8Array> {
  for (const [index, row] of plan.rows.entries())
    for (const cell of row)
      if (typeof cell === "number" && !Number.isFinite(cell)) throw new Error(`row ${index + 1} holds a number that is none`);
  const widths = (plan.rows[0] ?? []).map((_, column) => ({
    width: Math.min(60, Math.max(10, ...plan.rows.slice(0, 200).map((row) => String(row[column] ?? "").length + 2))),
  }));
  return writeWorkbook({
    // Excel's own bounds for a name of a sheet.
    sheets: [
      { name: plan.sheet.replace(/[\\/?*[\]:]/g, " ").slice(0, 31), columns: widths, rows: plan.rows.map((row) => [...row]) },
    ],
    properties: { created: madeAt, modified: madeAt },
  });
}

import { writeXlsxStream } from "hucre/xlsx";

export type SheetCell = string | number | null;

/**
 * One sheet, first row as header. Numbers must be finite. The same input gives the same parts byte for byte, whatever the day.
 * Rows become bytes one by one: of a large sheet only what is packed stands in memory.
 */
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
  // Excel's own bounds for a name of a sheet.
  const name = plan.sheet.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);
  const stream = writeXlsxStream(copies(plan.rows), { name, columns: widths });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The library asks for rows that it may change. */
function* copies(rows: readonly (readonly SheetCell[])[]): Generator<SheetCell[]> {
  for (const row of rows) yield [...row];
}

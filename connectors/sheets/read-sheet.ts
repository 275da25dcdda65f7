import { readCsv, type SheetBounds, type SheetRows, startBounds } from "./csv.ts";
import { readXlsx } from "./xlsx-read.ts";

/** Rows of an XLSX or CSV file, told apart by its first bytes, never by its name. Never throws. */
export async function readSheet(bytes: Uint8Array, bounds: SheetBounds = startBounds): Promise<SheetRows> {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const oldOffice = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  return zipped || oldOffice ? readXlsx(bytes, bounds) : readCsv(bytes, bounds);
}

import { ConnectorError, dayOf, type Outside, type SheetPort, type WrittenSheet } from "../contract/index.ts";
import { readSheet, writeCsv, writeXlsx } from "../sheets/index.ts";
import { readOrderRows } from "./order-sheet.ts";
import type { SheetSettings } from "./sheet-port-settings.ts";
import type { SheetTemplate } from "./sheet-template.ts";
import { listingRows, offerRows, stockRows, type TemplateRows } from "./sheet-template-rows.ts";
import { readStockRows } from "./stock-sheet.ts";
import { kitTexts } from "./texts.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Sheets as an account's settings describe them; a template or profile that is absent is a function that is absent. The same
 * input on the same day gives the same bytes. `name` begins the names of the files.
 */
export function openSheets(settings: SheetSettings, name: string, { now }: Pick<Outside, "now">): SheetPort {
  const { listingTemplate, offerTemplate, stockTemplate, orderProfile, stockProfile } = settings;
  return {
    ...(listingTemplate && {
      writeListings: (listings, quantities = {}) =>
        write(listingTemplate, listingRows(listingTemplate, listings, quantities, dayOf(now())), `${name}-niem-yet`),
    }),
    ...(offerTemplate && {
      writeOffers: (offers) => write(offerTemplate, offerRows(offerTemplate, offers), `${name}-gia-ban`),
    }),
    ...(stockTemplate && {
      writeStock: (levels) => write(stockTemplate, stockRows(stockTemplate, levels), `${name}-ton-kho`),
    }),
    ...(orderProfile && {
      readOrders: async (file) => readOrderRows(await readSheet(file.bytes), orderProfile),
    }),
    ...(stockProfile && {
      readStock: async (file) => readStockRows(await readSheet(file.bytes), stockProfile, file.takenAt),
    }),
  };
}

async function write(template: SheetTemplate, { rows, count, problems }: TemplateRows, name: string): Promise<WrittenSheet> {
  if (!count)
    throw new ConnectorError("rejected", "empty-sheet", `No row fits the sheet (${problems.length} problems)`, {
      sent: false,
      says: problems[0] ?? kitTexts.say("sheet-nothing"),
    });
  return template.fileType === "csv"
    ? { name: `${name}.csv`, mediaType: "text/csv", bytes: writeCsv(rows, template.delimiter), problems }
    : { name: `${name}.xlsx`, mediaType: xlsx, bytes: await writeXlsx({ sheet: template.sheet, rows }), problems };
}

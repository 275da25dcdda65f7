import { ConnectorError, type SheetPort } from "../contract/index.ts";
import { readOrderRows } from "../kit/order-sheet.ts";
import { listingRows } from "../kit/sheet-template.ts";
import { kitTexts } from "../kit/texts.ts";
import { readSheet, writeCsv, writeXlsx } from "../sheets/index.ts";
import type { PostmartSettings } from "./settings.ts";

export function postmartSheets({ listingTemplate: template, orderProfile }: PostmartSettings): SheetPort {
  return {
    async writeListings(listings, quantities = {}) {
      const { rows, problems } = listingRows(template, listings, quantities);
      if (rows.length === 1)
        throw new ConnectorError("rejected", "empty-sheet", `No listing fits the sheet (${problems.length} problems)`, {
          sent: false,
          says: problems[0] ?? kitTexts.say("sheet-nothing"),
        });
      return template.fileType === "csv"
        ? { name: "buudien-niem-yet.csv", mediaType: "text/csv", bytes: writeCsv(rows) }
        : {
            name: "buudien-niem-yet.xlsx",
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: await writeXlsx({ sheet: template.sheet, rows }),
          };
    },
    async readOrders(file) {
      return readOrderRows(await readSheet(file.bytes), orderProfile);
    },
  };
}

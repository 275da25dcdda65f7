import { sheetFileToText } from "connectors/contract";
import type { Handlers } from "../act-context.ts";
import { absent } from "./absent.ts";

export const sheetHandlers: Handlers<"write-listing-sheet"> = {
  async "write-listing-sheet"({ listings, quantities }, { connector }) {
    const sheets = connector.sheets ?? absent("sheets");
    const file = await (sheets.writeListings?.(listings, quantities) ?? absent("listing sheets"));
    return { file: sheetFileToText(file) };
  },
};

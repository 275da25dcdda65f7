import { ConnectorError, sheetFileFromText, sheetFileToText, type WrittenSheet } from "connectors/contract";
import type { Found, Handlers } from "../act-context.ts";
import { jobsTexts } from "../texts.ts";

/** The kinds of file an account trades in are its settings': one without a template is said to whoever asked for the file. */
async function carried<Result>(work: Promise<Result> | undefined): Promise<Result> {
  if (work) return work;
  throw new ConnectorError("validation", "no-sheet", "This account has no template for such a file", {
    sent: false,
    says: jobsTexts.say("no-sheet"),
  });
}
const written = (file: WrittenSheet): Found => ({ file: sheetFileToText(file), problems: [...file.problems] });

export const sheetHandlers: Handlers<"write-listing-sheet" | "write-offer-sheet" | "write-stock-sheet" | "read-stock-sheet"> = {
  async "write-listing-sheet"({ listings, quantities }, { connector }) {
    return written(await carried(connector.sheets?.writeListings?.(listings, quantities)));
  },
  async "write-offer-sheet"({ offers }, { connector }) {
    return written(await carried(connector.sheets?.writeOffers?.(offers)));
  },
  async "write-stock-sheet"({ levels }, { connector }) {
    return written(await carried(connector.sheets?.writeStock?.(levels)));
  },
  async "read-stock-sheet"({ file }, { connector, now, post }) {
    const beganAt = now();
    const read = await carried(connector.sheets?.readStock?.(sheetFileFromText(file)));
    await post({ counters: [...read.items], problems: [...read.problems] }, beganAt);
    return { complete: read.problems.length === 0 };
  },
};

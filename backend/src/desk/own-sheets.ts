import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { Language, Text } from "connectors/contract";
import { channelsOf } from "../channels-of";
import type { HandedInFile } from "../modules/channels/sheet-files";
import { ringFor } from "../ring";
import { textIn } from "../text";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";
import { sheetReport } from "./sheet-report";

const fields = ["id", "account_id", "kind", "state", "handed_in", "name", "report", "created_at", "confirmed_at"];

interface SheetRow {
  id: string;
  account_id: string;
  kind: string;
  state: string;
  handed_in: boolean;
  name: string | null;
  report: unknown;
  created_at: Date;
  confirmed_at: Date | null;
}

const sheetView = (sheet: SheetRow, accountTitle: string, language: Language) => ({
  id: sheet.id,
  account_id: sheet.account_id,
  account_title: accountTitle,
  kind: sheet.kind,
  state: sheet.state,
  handed_in: sheet.handed_in,
  name: sheet.name,
  report: sheetReport(sheet.report, language),
  created_at: sheet.created_at,
  confirmed_at: sheet.confirmed_at,
});

/** Newest first; the files themselves are fetched one at a time. */
export async function ownSheets(container: MedusaContainer, producerId: string, language: Language) {
  const channels = channelsOf(container);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId });
  if (!accounts.length) return [];
  const sheets = await channels.listSheetFiles(
    { account_id: accounts.map(({ id }) => id) },
    { select: fields, order: { created_at: "DESC" }, take: 50 },
  );
  return sheets.map((sheet) => sheetView(sheet, accounts.find(({ id }) => id === sheet.account_id)?.title ?? "", language));
}

/** Which files each account trades in, and how many of each product are kept for a channel that sells by stock files. */
export async function sheetDesk(container: MedusaContainer, producerId: string) {
  const channels = channelsOf(container);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId });
  const kept = await Promise.all(
    accounts.map(async (account) => {
      const kinds = channels.sheetKindsOf(account);
      if (!kinds.written.length && !kinds.handedIn.length) return [];
      const listings = kinds.written.includes("stock")
        ? await channels.listChannelListings(
            { account_id: account.id, wanted_live: true },
            { order: { sku: "ASC" }, take: 2_000 },
          )
        : [];
      return [
        {
          account_id: account.id,
          written: kinds.written,
          handed_in: kinds.handedIn,
          shares: listings.map(({ id, sku, wanted, stock_cap }) => ({
            listing_id: id,
            sku,
            title: String((wanted as { title?: string } | null)?.title ?? sku),
            units: stock_cap,
          })),
        },
      ];
    }),
  );
  return kept.flat();
}

/** The file, or 404: another producer's is not there. */
export async function ownSheet(container: MedusaContainer, producerId: string, sheetId: string) {
  const channels = channelsOf(container);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId });
  const [sheet] = accounts.length
    ? await channels.listSheetFiles({ id: sheetId, account_id: accounts.map(({ id }) => id) })
    : [];
  if (!sheet) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-file"));
  return sheet;
}

/** A file of ours that leaves may be on the channel from then on. */
export async function ownSheetFile(container: MedusaContainer, producerId: string, sheetId: string) {
  const sheet = await ownSheet(container, producerId, sheetId);
  if (!sheet.base64 || sheet.state === "discarded") throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-file"));
  await channelsOf(container).noteDownloaded(sheet.id);
  return {
    name: sheet.name ?? "tep",
    mediaType: sheet.media_type ?? "application/octet-stream",
    bytes: Buffer.from(sheet.base64, "base64"),
  };
}

/** Handed in twice, the same bytes answer with the first report and the day they came. */
export async function handInSheet(container: MedusaContainer, file: Omit<HandedInFile, "mediaType">, language: Language) {
  const channels = channelsOf(container);
  const mediaType = /\.csv$/i.test(file.name)
    ? "text/csv"
    : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const kept = orRefuse(await channels.handInSheet({ ...file, mediaType }));
  if (!kept.again) {
    await ringFor("read-sheet", file.accountId);
    return { id: kept.id, again: false };
  }
  const { created_at, report } = await channels.retrieveSheetFile(kept.id);
  const day = new Intl.DateTimeFormat("vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  return {
    id: kept.id,
    again: true,
    sentence: textIn(deskTexts.say("sheet-again", { day: day.format(created_at) }), language),
    report: sheetReport(report, language),
  };
}

export function orRefuse<Kept extends object>(kept: Kept): Exclude<Kept, { readonly refused: Text }> {
  if ("refused" in kept) throw new Refusal(MedusaError.Types.NOT_ALLOWED, kept.refused as Text);
  return kept as Exclude<Kept, { readonly refused: Text }>;
}

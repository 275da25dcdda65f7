import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { Language } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";
import { sheetReport } from "./sheet-report";

/** Newest first; the files themselves are fetched one at a time. */
export async function ownSheets(container: MedusaContainer, producerId: string, language: Language) {
  const channels = channelsOf(container);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId });
  if (!accounts.length) return [];
  const sheets = await channels.listSheetFiles(
    { account_id: accounts.map(({ id }) => id) },
    { select: ["id", "account_id", "kind", "state", "name", "report", "created_at"], order: { created_at: "DESC" }, take: 50 },
  );
  return sheets.map((sheet) => ({
    id: sheet.id,
    account_id: sheet.account_id,
    account_title: accounts.find(({ id }) => id === sheet.account_id)?.title ?? "",
    kind: sheet.kind,
    state: sheet.state,
    name: sheet.name,
    report: sheetReport(sheet.report, language),
    created_at: sheet.created_at,
  }));
}

export async function ownSheetFile(container: MedusaContainer, producerId: string, sheetId: string) {
  const channels = channelsOf(container);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId });
  const [sheet] = accounts.length
    ? await channels.listSheetFiles({ id: sheetId, account_id: accounts.map(({ id }) => id) })
    : [];
  if (!sheet?.base64) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-file"));
  return {
    name: sheet.name ?? "tep",
    mediaType: sheet.media_type ?? "application/octet-stream",
    bytes: Buffer.from(sheet.base64, "base64"),
  };
}

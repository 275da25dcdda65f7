import type { Text } from "connectors/contract";
import { askSheet, confirmSheet, discardSheet, type HandedInFile, handInSheet, noteDownloaded } from "../sheet-files";
import { type SheetKinds, sheetKinds, type WrittenKind } from "../sheet-turns";
import { databaseNow } from "../sql";
import { AccountsRoom } from "./accounts";
import { type SealedAccount } from "./base";

/** Files that a person carries to and from a channel. */
export class SheetsRoom extends AccountsRoom {
  /** Which files an account trades in. */
  sheetKindsOf(account: SealedAccount): SheetKinds {
    return sheetKinds(this.edgeOrNone(account));
  }
  async askSheet({ accountId, kind }: { accountId: string; kind: WrittenKind }): Promise<{ id: string } | { refused: Text }> {
    const kinds = this.sheetKindsOf(await this.retrieveChannelAccount(accountId));
    return this.transact((sql) => askSheet(sql, { accountId, kind, kinds }));
  }
  async handInSheet(file: HandedInFile): Promise<{ id: string; again: boolean } | { refused: Text }> {
    const kinds = this.sheetKindsOf(await this.retrieveChannelAccount(file.accountId));
    return this.transact(async (sql) => handInSheet(sql, file, kinds, await databaseNow(sql)));
  }
  async noteDownloaded(sheetId: string): Promise<void> {
    await this.transact((sql) => noteDownloaded(sql, sheetId));
  }
  async confirmSheet(sheetId: string): Promise<{ refused: Text } | undefined> {
    const { account_id } = await this.retrieveSheetFile(sheetId);
    const assumptions = this.assumptions((await this.retrieveChannelAccount(account_id)) as never);
    return this.transact(async (sql) => confirmSheet(sql, sheetId, assumptions, await databaseNow(sql)));
  }
  async discardSheet(sheetId: string): Promise<{ refused: Text } | undefined> {
    return this.transact(async (sql) => discardSheet(sql, sheetId, await databaseNow(sql)));
  }
}

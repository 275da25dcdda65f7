import { randomBytes } from "node:crypto";
import { type ChannelCode } from "connectors/contract";
import { edges } from "connectors/edges";
import { grantPlace, takePreviousAccess } from "../access";
import { assumptionsInForce } from "../measures";
import type { AccountRow } from "../plan-acts";
import { seal } from "../sealing";
import { newId, rows } from "../sql";
import { channelsTexts } from "../texts";
import { OrdersRoom } from "./orders";

/** Accounts, their switches, and the consent of their owners. */
export class AccountsRoom extends OrdersRoom {
  async createAccount(asked: {
    channel: ChannelCode;
    title: string;
    ownerKind: "programme" | "producer";
    producerId?: string | null;
    shopId?: string | null;
    settings: Record<string, unknown>;
    simulated: boolean;
  }): Promise<{ id: string }> {
    const id = newId("chacc");
    const settings = edges[asked.channel]?.settings.parse(asked.settings) ?? asked.settings;
    await this.createChannelAccounts({
      id,
      channel: asked.channel,
      title: asked.title,
      owner_kind: asked.ownerKind,
      producer_id: asked.producerId ?? null,
      shop_id: asked.shopId ?? null,
      settings_encrypted: this.sealSettings(id, settings as Record<string, unknown>),
      simulated: asked.simulated,
    });
    return { id };
  }
  async releaseAccount(id: string): Promise<void> {
    await this.transact((sql) =>
      sql.execute("update channel_account set state = 'released' where id = ? and state = 'look-only'", [id]),
    );
  }
  async retireAccount(id: string): Promise<void> {
    await this.updateChannelAccounts({ id, state: "retired" });
  }
  /** False: there is no pair before, or the new one has worked. */
  async takePreviousAccess(id: string): Promise<boolean> {
    return this.transact((sql) => takePreviousAccess(sql, id));
  }
  /** An operator's settings for one account; null takes one back to the channel's own. */
  async setAssumptions(id: string, change: Readonly<Record<string, number | boolean | null>>): Promise<void> {
    await this.transact((sql) =>
      sql.execute(
        "update channel_account set assumptions = jsonb_strip_nulls(coalesce(assumptions, '{}'::jsonb) || ?::jsonb), updated_at = now() where id = ?",
        [JSON.stringify(change), id],
      ),
    );
  }
  /** What is assumed of each account, what was measured, and what did not hold; the sentence for people beside it. */
  async assumptionsReport() {
    return this.transact(async (sql) => {
      const accounts = await rows<AccountRow>(
        sql,
        "select * from channel_account where state <> 'retired' and deleted_at is null order by id",
      );
      const report = await assumptionsInForce(
        sql,
        accounts.map((account) => ({ id: account.id, inForce: this.assumptions(account), widened: account.widened })),
      );
      const { oversold, breaches } = report;
      return { ...report, says: channelsTexts.say("assumptions", { oversold, breaches }) };
    });
  }
  /** The channel's numbers add up again, says a person: its stock is written by its own kind. */
  async trustStockKind(id: string): Promise<void> {
    await this.transact((sql) => sql.execute("update channel_account set kind_doubted_at = null where id = ?", [id]));
  }
  async pauseAccount(id: string, paused: boolean): Promise<void> {
    await this.updateChannelAccounts({ id, paused });
  }
  async setSystemPaused(paused: boolean): Promise<void> {
    await this.transact((sql) =>
      sql.execute(
        "insert into channel_system_switch (id, paused) values ('system', ?) on conflict (id) do update set paused = excluded.paused",
        [paused],
      ),
    );
  }

  async beginConsent({ accountId, session }: { accountId: string; session: string }): Promise<{ state: string }> {
    const state = randomBytes(24).toString("base64url");
    await this.createConsentStates({ id: state, account_id: accountId, session, expires_at: new Date(Date.now() + 900_000) });
    return { state };
  }
  /** Who began a consent that can still be finished: `producer_member:…` or `user:…`. */
  async sessionOfConsent(state: string): Promise<string | undefined> {
    const [open] = await this.listConsentStates({ id: state, taken_at: null, expires_at: { $gt: new Date() } });
    return open?.session;
  }
  /** One use, by who began it. What the channel sent back is kept sealed for the account's next refresh-access turn. */
  async takeConsent(asked: {
    state: string;
    session: string;
    channel: string;
    query: Record<string, string>;
  }): Promise<{ accountId: string } | null> {
    return this.transact(async (sql) => {
      const [taken] = await rows<{ account_id: string }>(
        sql,
        `update channel_consent_state set taken_at = now() where id = ? and taken_at is null and expires_at > now() and session = ?
            and account_id in (select id from channel_account where channel = ?) returning account_id`,
        [asked.state, asked.session, asked.channel],
      );
      if (!taken) return null;
      const id = newId("chgr");
      await sql.execute("insert into channel_consent_grant (id, account_id, query_encrypted) values (?, ?, ?)", [
        id,
        taken.account_id,
        seal(this.keys, grantPlace(id), asked.query),
      ]);
      return { accountId: taken.account_id };
    });
  }
}

import type { Logger } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import { type ChannelCode, type ChannelEdge } from "connectors/contract";
import { edges } from "connectors/edges";
import { type Assumptions, assumptionsFor } from "../assumptions";
import { sayLostKeys } from "../lost-keys";
import * as models from "../models";
import { sellerPageIn } from "../page-settings";
import type { Trouble } from "../plan/trouble";
import type { AccountRow } from "../plan-acts";
import { open, readCredentialKeys, seal } from "../sealing";
import { databaseNow, rows, type Sql } from "../sql";
import { accountTroubles } from "../troubles";
import { noTurnFor } from "../turn-rules";

interface Repository {
  transaction<T>(task: (manager: Sql) => Promise<T>): Promise<T>;
}

export interface SealedAccount {
  readonly id: string;
  readonly channel: string;
  readonly settings_encrypted: string;
}

export const settingsPlace = (id: string) => `channel_account:${id}:settings`;

/** With what holds for every account, and the database's time: one question, since every step of every turn begins with it. */
export async function accountOf(sql: Sql, id: string): Promise<CurrentAccount | undefined> {
  const [account] = await rows<CurrentAccount & { clock: string }>(
    sql,
    `select account.*, coalesce((select paused from channel_system_switch where id = 'system'), false) as system_paused,
            (extract(epoch from clock_timestamp()) * 1000)::bigint::text as clock
       from channel_account account where id = ? and deleted_at is null`,
    [id],
  );
  return account && { ...account, now: Number(account.clock) };
}
export interface CurrentAccount extends AccountRow {
  readonly system_paused: boolean;
  readonly now: number;
}

/** What every room of the module stands on: transactions, keys, and what a channel can do for an account. */
export class ChannelsBase extends MedusaService(models) {
  protected readonly repository: Repository;
  private readonly logger: Logger | undefined;
  readonly __hooks = { onApplicationStart: () => this.sayLostKeys() };

  constructor(container: { baseRepository: Repository; logger?: Logger }) {
    super(...arguments);
    this.repository = container.baseRepository;
    this.logger = container.logger;
  }

  async sayLostKeys(): Promise<void> {
    const lost = await this.transact((sql) => sayLostKeys(sql, this.keys));
    for (const { id, title, keyId } of lost)
      this.logger?.error(`Credential key ${keyId} is missing: the credentials of account ${id} (${title}) cannot be opened`);
  }

  protected transact<T>(task: (sql: Sql) => Promise<T>): Promise<T> {
    return this.repository.transaction(task);
  }
  protected get keys() {
    return readCredentialKeys(process.env.CREDENTIAL_KEY);
  }
  protected assumptions(account: Parameters<typeof assumptionsFor>[0]): Assumptions {
    return assumptionsFor(account, process.env.ASSUMPTIONS === "demonstration" ? "demonstration" : "start");
  }

  /** What may be told to the channel of this account's orders; nothing where its settings cannot be opened. */
  commandsOf(account: SealedAccount): readonly string[] {
    try {
      return this.edgeOf(account)?.commands ?? [];
    } catch {
      return [];
    }
  }

  /** What the channel can do for this account: for some channels its settings decide. */
  edgeOf(account: SealedAccount): ChannelEdge | undefined {
    const edge = edges[account.channel as ChannelCode];
    if (!edge?.abilitiesOf) return edge;
    return { ...edge, ...edge.abilitiesOf(open(this.keys, settingsPlace(account.id), account.settings_encrypted)) };
  }
  /** A key that is lost leaves an account to be shown, without what it can do. */
  protected edgeOrNone(account: SealedAccount): ChannelEdge | undefined {
    try {
      return this.edgeOf(account);
    } catch {
      return undefined;
    }
  }
  /** The page where a seller lists by hand, where the account's settings name one. */
  sellerPageOf(account: SealedAccount): string | undefined {
    try {
      return sellerPageIn(open(this.keys, settingsPlace(account.id), account.settings_encrypted));
    } catch {
      return undefined;
    }
  }

  /** What stands in the way of each account's work, the oldest first; nothing where all goes well. */
  async troublesOf(
    accounts: readonly (SealedAccount & Parameters<typeof noTurnFor>[0] & { created_at: Date })[],
  ): Promise<ReadonlyMap<string, readonly Trouble[]>> {
    return this.transact(async (sql) => {
      const [system] = await rows<{ paused: boolean }>(sql, "select paused from channel_system_switch where id = 'system'");
      const watched = accounts.map((account) => ({
        id: account.id,
        created_at: account.created_at,
        due:
          noTurnFor(account, "pull-orders", system?.paused === true) === undefined &&
          this.edgeOrNone(account)?.ways.orders === "api",
      }));
      return accountTroubles(sql, watched, await databaseNow(sql));
    });
  }

  sealSettings(accountId: string, settings: Record<string, unknown>): string {
    return seal(this.keys, settingsPlace(accountId), settings);
  }
  async openSettings(accountId: string): Promise<Record<string, unknown>> {
    const account = await this.retrieveChannelAccount(accountId);
    return open(this.keys, settingsPlace(accountId), account.settings_encrypted) as Record<string, unknown>;
  }
}

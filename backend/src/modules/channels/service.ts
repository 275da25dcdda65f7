import { randomBytes } from "node:crypto";
import type { Logger } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import {
  type Access,
  type ChannelCode,
  type ChannelEdge,
  type ChannelTaxonomy,
  type Listing,
  type RawAccess,
  type Text,
} from "connectors/contract";
import { edges } from "connectors/edges";
import { accessOf, doubtAccess, grantPlace, planAccess, settleAccess, storeAccess } from "./access";
import type { Act, Outcome, Purpose, ReadingPage } from "./act-types";
import { type HandListing, type HandTaskKind, handTask, shownTexts } from "./assisted";
import { type Assumptions, assumptionsOf } from "./assumptions";
import { openExposure } from "./exposures";
import { sellableHere } from "./ledger";
import { sayLostKeys } from "./lost-keys";
import * as models from "./models";
import { type LookRow, looksAt } from "./page-looks";
import { pageHostsIn, sellerPageIn } from "./page-settings";
import type { AccountRow, PlannedAct } from "./plan-acts";
import { noteTrouble, writeProblemOnce } from "./problems";
import { type HandedProof, keepProof } from "./proofs";
import { bellsRing, readTaxonomy } from "./reference";
import { open, readCredentialKeys, seal } from "./sealing";
import { askSheet, confirmSheet, discardSheet, type HandedInFile, handInSheet, noteDownloaded } from "./sheet-files";
import {
  planHandedInSheets,
  planWrittenSheets,
  type SheetKinds,
  sheetKinds,
  takeStockSheet,
  type WrittenKind,
} from "./sheet-turns";
import * as shelf from "./shelf";
import { databaseNow, iso, marks, newId, type Row, rows, type Sql } from "./sql";
import { type ByHand, type Standing, standing } from "./standing";
import { channelsTexts } from "./texts";
import { afterSignIn, type Changed, laneOf, leaseMs, nothingChanged, readsOrders, ringsAfter, writes } from "./turn-rules";
import { type ActRow, planNext, settle, type TurnRow, takeReading } from "./turns";

interface Repository {
  transaction<T>(task: (manager: Sql) => Promise<T>): Promise<T>;
}
export interface OpenedTurn {
  id: string;
  leaseUntil: string;
  account: { id: string; channel: ChannelCode; settings: Record<string, unknown>; access?: Access };
  acts: Act[];
}
export type OpenTurnAnswer =
  | { turn: OpenedTurn }
  | {
      turn: null;
      reason: "busy" | "paused" | "needs-sign-in" | "look-only" | "nothing-to-do" | "unknown-account";
      retryAfterMs?: number;
    };

export interface SealedAccount {
  readonly id: string;
  readonly channel: string;
  readonly settings_encrypted: string;
}

const settingsPlace = (id: string) => `channel_account:${id}:settings`;

/** The ledger and what every channel should show. Everything that moves units is one transaction. */
export default class ChannelsModuleService extends MedusaService(models) {
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
  protected assumptions(channel: ChannelCode): Assumptions {
    return assumptionsOf(channel, process.env.ASSUMPTIONS === "demonstration" ? "demonstration" : "start");
  }

  async openTurn(asked: { accountId: string; purpose: Purpose; worker: string }): Promise<OpenTurnAnswer> {
    return this.transact(async (sql): Promise<OpenTurnAnswer> => {
      const account = await accountOf(sql, asked.accountId);
      if (!account) return { turn: null, reason: "unknown-account" };
      const [system] = await rows<{ paused: boolean }>(sql, "select paused from channel_system_switch where id = 'system'");
      if (account.paused || system?.paused || account.state === "retired") return { turn: null, reason: "paused" };
      if (account.state === "needs-sign-in" && asked.purpose !== "refresh-access")
        return { turn: null, reason: "needs-sign-in" };
      if (account.state === "look-only" && writes.has(asked.purpose)) return { turn: null, reason: "look-only" };
      if (needsAccess(account, asked.purpose) && !account.access_encrypted) return { turn: null, reason: "needs-sign-in" };
      const now = await databaseNow(sql);
      const turn: TurnRow = {
        id: newId("chturn"),
        account_id: account.id,
        purpose: asked.purpose,
        lease_id: `${account.id}:${laneOf[asked.purpose]}`,
        step: 0,
        orders_read: false,
        ended_at: null,
      };
      const leased = await rows(
        sql,
        `insert into channel_lease (id, turn_id, until) values (?, ?, ?)
         on conflict (id) do update set turn_id = excluded.turn_id, until = excluded.until where channel_lease.until < now() returning id`,
        [turn.lease_id, turn.id, iso(now + leaseMs)],
      );
      if (!leased.length) return { turn: null, reason: "busy", retryAfterMs: 2_000 };
      await sql.execute(
        "insert into channel_turn (id, account_id, purpose, worker, lease_id, step, memory, orders_read) values (?, ?, ?, ?, ?, 0, '{}'::jsonb, false)",
        [turn.id, account.id, asked.purpose, asked.worker, turn.lease_id],
      );
      const acts = await this.plan(sql, turn, account, now);
      if (!acts.length) {
        await sql.execute("delete from channel_turn where id = ?", [turn.id]);
        return { turn: null, reason: "nothing-to-do" };
      }
      const access = accessOf(this.keys, account);
      return {
        turn: {
          id: turn.id,
          leaseUntil: iso(now + leaseMs),
          account: {
            id: account.id,
            channel: account.channel,
            settings: open(this.keys, settingsPlace(account.id), account.settings_encrypted) as Record<string, unknown>,
            ...(access ? { access } : {}),
          },
          acts,
        },
      };
    });
  }

  /** None: the turn is over and its lease is free. A turn whose lease was taken over gets none. */
  async nextActs(turnId: string): Promise<{ acts: Act[] }> {
    return this.transact(async (sql) => {
      const [turn] = await rows<TurnRow>(sql, "select * from channel_turn where id = ? for update", [turnId]);
      const account = turn ? await accountOf(sql, turn.account_id) : undefined;
      if (!turn || !account || turn.ended_at) return { acts: [] };
      const [lease] = await rows(sql, "select id from channel_lease where id = ? and turn_id = ? for update", [
        turn.lease_id,
        turn.id,
      ]);
      const [system] = await rows<{ paused: boolean }>(sql, "select paused from channel_system_switch where id = 'system'");
      if (!lease || account.paused || system?.paused) return { acts: [] };
      return { acts: await this.plan(sql, turn, account, await databaseNow(sql)) };
    });
  }

  /** What was done and reported is kept for a while for whoever looks into a trouble, not for ever. */
  async forgetTurnsBefore(day: Date): Promise<void> {
    await this.transact(async (sql) => {
      await sql.execute("delete from channel_act where settled_at < ?", [day.toISOString()]);
      await sql.execute(
        "delete from channel_turn turn where ended_at < ? and not exists (select 1 from channel_act where turn_id = turn.id)",
        [day.toISOString()],
      );
    });
  }

  /** The worker stops before the plan is done: what it did not report stays unknown, and the lane is free at once. */
  async endTurn(turnId: string): Promise<void> {
    await this.transact(async (sql) => {
      await sql.execute("update channel_turn set ended_at = coalesce(ended_at, now()) where id = ?", [turnId]);
      await sql.execute("delete from channel_lease where turn_id = ?", [turnId]);
    });
  }

  protected plan(sql: Sql, turn: TurnRow, account: AccountRow, now: number): Promise<Act[]> {
    return planNext(sql, turn, account, this.edgeOf(account), this.assumptions(account.channel), now, (purpose) =>
      this.planOnce(sql, account, purpose, now),
    );
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

  protected async planOnce(sql: Sql, account: AccountRow, purpose: Purpose, now: number): Promise<PlannedAct[]> {
    if (purpose === "refresh-access") return planAccess(sql, this.keys, account, now);
    const planning = { sql, account, edge: this.edgeOf(account), now };
    return purpose === "write-sheets" ? planWrittenSheets(planning) : planHandedInSheets(planning);
  }

  async recordReading(actId: string, page: ReadingPage): Promise<Changed> {
    return this.transact(async (sql) => {
      const act = await actOf(sql, actId);
      const account = act ? await accountOf(sql, act.account_id) : undefined;
      if (!act || !account) return nothingChanged();
      const now = await databaseNow(sql);
      if (act.kind === "read-stock-sheet") {
        await takeStockSheet(sql, account, act.about.sheetId, page, now);
        return nothingChanged();
      }
      return takeReading(sql, act, account, this.edgeOf(account), this.assumptions(account.channel), page, now);
    });
  }

  /** Taken once: a repeat changes nothing. */
  async recordOutcome(actId: string, outcome: Outcome): Promise<Changed> {
    return this.transact(async (sql) => {
      const act = await actOf(sql, actId);
      const account = act ? await accountOf(sql, act.account_id) : undefined;
      if (!act || !account || act.settled_at) return nothingChanged();
      const now = await databaseNow(sql);
      // Secrets and files have places of their own.
      const kept = { ...outcome, access: undefined, file: undefined, taxonomy: undefined, problems: undefined };
      await sql.execute("update channel_act set outcome = ?::jsonb, settled_at = now() where id = ?", [
        JSON.stringify(kept),
        actId,
      ]);
      if (act.kind === "exchange-access" || act.kind === "refresh-access") {
        await noteTrouble(sql, account.id, act.kind, outcome.error);
        const granted = await settleAccess(sql, this.keys, account, act, outcome);
        return { ...nothingChanged(), rings: granted ? afterSignIn : [] };
      }
      if (outcome.error?.kind === "auth") await doubtAccess(sql, this.keys, account, act);
      // Rows that could not be read were noted with their page; they last until a reading without them.
      if (outcome.error || !act.about.unreadable) await noteTrouble(sql, account.id, act.kind, outcome.error);
      const settling = { sql, account, assumptions: this.assumptions(account.channel), now, about: act.about, outcome };
      const listings = await settle(settling, act);
      const rings =
        outcome.error?.kind === "auth"
          ? (["refresh-access"] as const)
          : outcome.error
            ? []
            : act.kind === "pull-bells"
              ? bellsRing(outcome)
              : ringsAfter(act.kind);
      if (!readsOrders.has(act.kind)) return { orders: [], listings, rings };
      // An import that was cut off is offered again after every read.
      const waiting = await rows<{ id: string }>(
        sql,
        "select id from channel_order where account_id = ? and state <> '' and imported_state is distinct from state order by changed_at limit 100",
        [account.id],
      );
      return { orders: waiting.map(({ id }) => id), listings, rings };
    });
  }

  /** What is cached of the channel's tree, as far as a listing in this category needs it. */
  async taxonomyOf(accountId: string, categoryId: string | undefined): Promise<ChannelTaxonomy> {
    return this.transact((sql) => readTaxonomy(sql, accountId, categoryId));
  }

  /** Compare-and-set: false when another refresh was first. */
  async saveAccess(change: { accountId: string; generation: number; raw?: RawAccess; access: Access }): Promise<boolean> {
    return this.transact((sql) => storeAccess(sql, this.keys, change));
  }

  async listWorkAccounts(): Promise<{ id: string; channel: ChannelCode }[]> {
    return this.transact((sql) =>
      rows(
        sql,
        "select id, channel from channel_account where state <> 'retired' and not paused and deleted_at is null order by id",
      ),
    );
  }

  async writeProblem(problem: {
    accountId?: string;
    purpose: string;
    code: string;
    message: string;
    says?: Text;
    listingId?: string;
    orderId?: string;
    whose?: "producer" | "operator" | "department";
  }): Promise<string> {
    const { accountId, listingId, orderId, purpose, code, message, says, whose = "operator" } = problem;
    const made = await this.createChannelProblems({
      account_id: accountId ?? null,
      listing_id: listingId ?? null,
      order_id: orderId ?? null,
      purpose,
      code,
      message,
      says: says ?? null,
      whose,
    });
    return made.id;
  }

  /** A trouble that lasts is one row until somebody resolves it, however often it is met. */
  async writeProblemOnce(problem: {
    accountId: string;
    purpose: string;
    code: string;
    message: string;
    says?: Text;
    orderId?: string;
  }): Promise<void> {
    await this.transact((sql) =>
      writeProblemOnce(sql, {
        account_id: problem.accountId,
        order_id: problem.orderId ?? null,
        purpose: problem.purpose,
        code: problem.code,
        message: problem.message,
        says: problem.says,
      }),
    );
  }

  async ensureComponent(inventoryItemId: string): Promise<void> {
    await this.transact((sql) => shelf.lockComponents(sql, [inventoryItemId]));
  }
  async setOnHand(items: readonly { inventoryItemId: string; onHand: number }[]): Promise<void> {
    await this.setShelf(
      items.map(({ inventoryItemId, onHand }) => [inventoryItemId, onHand] as const),
      "on_hand",
    );
  }
  async setAllowance(items: readonly { inventoryItemId: string; allowance: number }[]): Promise<void> {
    await this.setShelf(
      items.map(({ inventoryItemId, allowance }) => [inventoryItemId, allowance] as const),
      "allowance",
    );
  }
  protected async setShelf(items: readonly (readonly [string, number])[], column: "on_hand" | "allowance"): Promise<void> {
    await this.transact(async (sql) => {
      await shelf.lockComponents(
        sql,
        items.map(([id]) => id),
      );
      for (const [id, units] of items)
        await sql.execute(`update channel_stock_component set ${column} = ?, updated_at = now() where id = ?`, [units, id]);
    });
  }

  async admitSale({ key, components }: { key: string; components: readonly shelf.Part[] }): Promise<shelf.Admission> {
    return this.transact((sql) => shelf.admitSale(sql, key, components));
  }
  async releaseHold(key: string): Promise<boolean> {
    return this.transact((sql) => shelf.endHold(sql, key, "released"));
  }
  /** The goods left: on hand and held fall. */
  async settleHold(key: string): Promise<boolean> {
    return this.transact((sql) => shelf.endHold(sql, key, "settled"));
  }
  async holdsOf(key: string): Promise<{ inventoryItemId: string; quantity: number; state: string }[]> {
    return this.transact((sql) =>
      rows(sql, `select inventory_item_id as "inventoryItemId", quantity, state from channel_stock_hold where key = ?`, [key]),
    );
  }
  async boundOf(inventoryItemId: string) {
    return this.transact((sql) => shelf.boundOf(sql, inventoryItemId));
  }

  /** One row an account and SKU. What is wanted gets a version when it changes; a refusal holds for its version only. */
  async upsertListing(asked: {
    accountId: string;
    sku: string;
    variantId: string;
    recipe: readonly shelf.Part[];
    wanted: Listing | null;
    wantedLive: boolean;
    wantedStockCap?: number;
  }): Promise<{ id: string; changed: boolean }> {
    return this.transact(async (sql) => {
      await sql.execute(
        `insert into channel_listing (id, account_id, sku, variant_id, wanted_live, wanted_version, publish_state)
         values (?, ?, ?, ?, false, 0, 'none') on conflict do nothing`,
        [newId("chlist"), asked.accountId, asked.sku, asked.variantId],
      );
      const wanted = asked.wanted ? JSON.stringify(asked.wanted) : null;
      const changed = await rows(
        sql,
        `update channel_listing set wanted = ?::jsonb, wanted_live = ?, stock_cap = ?, variant_id = ?, wanted_version = wanted_version + 1,
                updated_at = now()
          where account_id = ? and sku = ? and (wanted is distinct from ?::jsonb or wanted_live <> ? or stock_cap is distinct from ?::int)
          returning id`,
        [
          wanted,
          asked.wantedLive,
          asked.wantedStockCap ?? null,
          asked.variantId,
          asked.accountId,
          asked.sku,
          wanted,
          asked.wantedLive,
          asked.wantedStockCap ?? null,
        ],
      );
      const [listing] = await rows<{ id: string }>(sql, "select id from channel_listing where account_id = ? and sku = ?", [
        asked.accountId,
        asked.sku,
      ]);
      const id = listing?.id ?? "";
      await openExposure(sql, { id, accountId: asked.accountId }, asked.recipe);
      return { id, changed: changed.length > 0 };
    });
  }

  async standingOf(listingId: string, now = new Date()): Promise<Standing> {
    const listing = await this.retrieveChannelListing(listingId);
    const account = await this.retrieveChannelAccount(listing.account_id);
    return standing(listing, account, now, this.byHandAt(account)(listing));
  }

  /** What a person has to do for an account's listings; nothing where software does it. One reading of its settings for all. */
  byHandAt(account: SealedAccount): (listing: HandListing & { wanted: unknown }) => ByHand | undefined {
    const edge = this.edgeOrNone(account);
    const way = edge?.ways.listings;
    if (!edge || !way || way === "api") return () => undefined;
    return (listing) => {
      const wanted = listing.wanted as Listing | null;
      const texts = wanted ? shownTexts(wanted, edge) : undefined;
      const due = texts ? handTask(way, listing, texts) : undefined;
      // What is left to do on a channel that takes no new work is to take things down.
      const task = edge.retired && due?.kind !== "take-down" ? undefined : due;
      return {
        way,
        ...(edge.retired ? { retired: edge.retired } : {}),
        ...(texts ? { texts } : {}),
        ...(task ? { task } : {}),
      };
    };
  }
  /** A key that is lost leaves an account to be shown, without what it can do. */
  protected edgeOrNone(account: SealedAccount): ChannelEdge | undefined {
    try {
      return this.edgeOf(account);
    } catch {
      return undefined;
    }
  }

  /** What a person hands back of one listing; kept whatever becomes of it, and looked at next. */
  async handInProof(proof: HandedProof): Promise<{ accountId: string; task: HandTaskKind } | { refused: Text }> {
    return this.transact(async (sql) => {
      const [listing] = await rows<{ account_id: string }>(sql, "select account_id from channel_listing where id = ?", [
        proof.listingId,
      ]);
      const account = listing ? await accountOf(sql, listing.account_id) : undefined;
      const edge = account ? this.edgeOf(account) : undefined;
      if (!account || !edge) return { refused: channelsTexts.say("no-task") };
      const settings = open(this.keys, settingsPlace(account.id), account.settings_encrypted);
      const kept = await keepProof(sql, account, edge, pageHostsIn(settings), proof);
      return "refused" in kept ? kept : { accountId: account.id, task: kept.task };
    });
  }
  /** The page where a seller lists by hand, where the account's settings name one. */
  sellerPageOf(account: SealedAccount): string | undefined {
    try {
      return sellerPageIn(open(this.keys, settingsPlace(account.id), account.settings_encrypted));
    } catch {
      return undefined;
    }
  }
  async looksAt(variantIds: readonly string[], asOf = new Date()): Promise<LookRow[]> {
    return this.transact((sql) => looksAt(sql, variantIds, asOf));
  }

  /** How many of a listing are kept for a channel that trades in files; none: it has no stock file. */
  async setShare({ listingId, units }: { listingId: string; units: number | null }): Promise<void> {
    await this.transact((sql) =>
      sql.execute("update channel_listing set stock_cap = ?, updated_at = now() where id = ?", [units, listingId]),
    );
  }

  /** The person's choice: ours is written again, theirs becomes what we believe is there; the caller changes what is wanted. */
  async resolveConflict({ listingId, take }: { listingId: string; field: string; take: "ours" | "theirs" }): Promise<void> {
    await this.transact((sql) =>
      sql.execute(
        `update channel_listing set conflict = null, updated_at = now(),
                sent = case when ? then sent || jsonb_build_object(conflict->>'field', conflict->'theirs') else sent end where id = ?`,
        [take === "ours", listingId],
      ),
    );
  }

  /** Effectively once: one row an order and kind. */
  async queueCommand(asked: {
    accountId: string;
    orderId: string;
    kind: "accept" | "pack" | "ship" | "cancel";
    reason?: string;
  }): Promise<{ id: string }> {
    return this.transact(async (sql) => {
      const { accountId, orderId, kind, reason } = asked;
      await sql.execute(
        `insert into channel_command (id, account_id, order_id, kind, reason, state) values (?, ?, ?, ?, ?, 'queued') on conflict do nothing`,
        [newId("chcmd"), accountId, orderId, kind, reason ?? null],
      );
      if (kind === "cancel")
        await sql.execute(
          "update channel_command set state = 'withdrawn' where account_id = ? and order_id = ? and kind <> 'cancel' and state in ('held', 'queued')",
          [accountId, orderId],
        );
      const [row] = await rows<{ id: string }>(
        sql,
        "select id from channel_command where account_id = ? and order_id = ? and kind = ?",
        [accountId, orderId, kind],
      );
      return { id: row?.id ?? "" };
    });
  }

  sealSettings(accountId: string, settings: Record<string, unknown>): string {
    return seal(this.keys, settingsPlace(accountId), settings);
  }
  async openSettings(accountId: string): Promise<Record<string, unknown>> {
    const account = await this.retrieveChannelAccount(accountId);
    return open(this.keys, settingsPlace(accountId), account.settings_encrypted) as Record<string, unknown>;
  }

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
    const { channel } = await this.retrieveChannelAccount(account_id);
    const assumptions = this.assumptions(channel as ChannelCode);
    return this.transact(async (sql) => confirmSheet(sql, sheetId, assumptions, await databaseNow(sql)));
  }
  async discardSheet(sheetId: string): Promise<{ refused: Text } | undefined> {
    return this.transact(async (sql) => discardSheet(sql, sheetId, await databaseNow(sql)));
  }
  /** What our own shop may sell of each shelf now, without a lock: the sale itself is checked under one. */
  async sellableHere(inventoryItemIds: readonly string[]): Promise<Map<string, number>> {
    const shelves = await this.transact((sql) => shelf.readComponents(sql, inventoryItemIds));
    return new Map([...shelves].map(([id, component]) => [id, sellableHere(component)]));
  }

  /** Whose listings are sold from these shelves. */
  async accountsSelling(inventoryItemIds: readonly string[]): Promise<string[]> {
    if (!inventoryItemIds.length) return [];
    const found = await this.transact((sql) =>
      rows<{ account_id: string }>(
        sql,
        `select distinct exposure.account_id from channel_exposure exposure
           join channel_exposure_component part on part.exposure_id = exposure.id
          where part.inventory_item_id in (${marks(inventoryItemIds)})`,
        [...inventoryItemIds],
      ),
    );
    return found.map(({ account_id }) => account_id);
  }

  async markImported(done: { channelOrderId: string; medusaOrderId?: string; state: string }): Promise<void> {
    await this.transact((sql) =>
      sql.execute("update channel_order set imported_state = ?, medusa_order_id = coalesce(?, medusa_order_id) where id = ?", [
        done.state,
        done.medusaOrderId ?? null,
        done.channelOrderId,
      ]),
    );
  }

  /** The newest observation of each SKU on each account that tells something, as recorded by then. */
  async liveObservations({ asOf = new Date() }: { asOf?: Date } = {}): Promise<Row[]> {
    return this.transact((sql) =>
      rows(
        sql,
        `select distinct on (account_id, sku) account_id, channel, sku, variant_id, listing_id, state, title, url, method, at, simulated
           from channel_observation where state <> 'unreadable' and at <= ? and created_at <= ? order by account_id, sku, at desc`,
        [asOf.toISOString(), asOf.toISOString()],
      ),
    );
  }
}

/** Sheets pass through a person's hands; the rest speaks to the channel as the shop that signed in. */
function needsAccess({ channel }: AccountRow, purpose: Purpose): boolean {
  return edges[channel]?.consentUrl !== undefined && laneOf[purpose] !== "access" && laneOf[purpose] !== "sheet";
}

async function accountOf(sql: Sql, id: string): Promise<AccountRow | undefined> {
  const [account] = await rows<AccountRow>(sql, "select * from channel_account where id = ? and deleted_at is null", [id]);
  return account;
}
async function actOf(sql: Sql, id: string): Promise<ActRow | undefined> {
  const [act] = await rows<ActRow>(sql, "select * from channel_act where id = ? for update", [id]);
  return act;
}

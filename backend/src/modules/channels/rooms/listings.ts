import { type Listing, type Text } from "connectors/contract";
import { type HandListing, type HandTaskKind, handTask, shownTexts } from "../assisted";
import { openExposure } from "../exposures";
import { type LookRow, looksAt } from "../page-looks";
import { pageHostsIn } from "../page-settings";
import type { Field, FieldOwner } from "../plan/drift";
import { type HandedProof, keepProof } from "../proofs";
import { open } from "../sealing";
import * as shelf from "../shelf";
import { newId, type Row, rows } from "../sql";
import { type ByHand, type Standing, standing } from "../standing";
import { channelsTexts } from "../texts";
import { accountOf, type SealedAccount, settingsPlace } from "./base";
import { ShelfRoom } from "./shelf";

/** What a channel should show, where it stands, and what was seen of it. */
export class ListingsRoom extends ShelfRoom {
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
    const [exposure] = await this.listExposures({ listing_id: listingId }, { select: ["id", "why"] });
    const [trouble] = (await this.troublesOf([account])).get(account.id) ?? [];
    return standing(listing, account, now, this.byHandAt(account)(listing), exposure?.why, trouble);
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
  async looksAt(variantIds: readonly string[], asOf = new Date()): Promise<LookRow[]> {
    return this.transact((sql) => looksAt(sql, variantIds, asOf));
  }

  /** Who decides a field from now on (sync-protocol §10); an open conflict about it is settled by its new owner. */
  async setFieldOwner(listingId: string, field: Field, owner: FieldOwner): Promise<void> {
    await this.transact((sql) =>
      sql.execute(
        `update channel_listing set field_owners = coalesce(field_owners, '{}'::jsonb) || ?::jsonb, updated_at = now(),
                conflict = case when ? <> 'ask' and conflict->>'field' = ? then null else conflict end where id = ?`,
        [JSON.stringify({ [field]: owner }), owner, field, listingId],
      ),
    );
  }
  /** What a person knows of a listing and no counter tells: its stock lies with the marketplace, or it is a kit of its own. */
  async setStrictObstacle(listingId: string, obstacle: "held-there" | "kit" | null): Promise<void> {
    await this.transact((sql) =>
      sql.execute("update channel_listing set strict_obstacle = ?, updated_at = now() where id = ?", [obstacle, listingId]),
    );
  }
  /** How many of a listing are kept for a channel that trades in files; none: it has no stock file. */
  async setShare({ listingId, units }: { listingId: string; units: number | null }): Promise<void> {
    await this.transact((sql) =>
      sql.execute("update channel_listing set stock_cap = ?, updated_at = now() where id = ?", [units, listingId]),
    );
  }

  /** The person's choice. Either way theirs is what is there now; what is wanted, ours or theirs, is the caller's to set. */
  async resolveConflict({ listingId }: { listingId: string }): Promise<void> {
    await this.transact((sql) =>
      sql.execute(
        `update channel_listing set conflict = null, updated_at = now(),
                sent = coalesce(sent, '{}'::jsonb) || jsonb_build_object(conflict->>'field', conflict->'theirs')
          where id = ? and conflict is not null`,
        [listingId],
      ),
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

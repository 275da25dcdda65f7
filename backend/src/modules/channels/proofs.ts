import type { ChannelEdge, Text } from "connectors/contract";
import { type HandTaskKind, handTask, shownTexts } from "./assisted";
import type { AccountRow, ListingRow } from "./plan-acts";
import { publicAddress } from "./public-address";
import { databaseNow, iso, newId, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

const { say } = channelsTexts;

export interface HandedProof {
  readonly listingId: string;
  readonly url?: string | undefined;
  readonly note?: string | undefined;
  /** Of the task as it was shown: texts that changed since were not the ones that were copied. */
  readonly version: number;
  readonly person: { readonly kind: "producer_member" | "user"; readonly id: string; readonly name: string };
}

type HandRow = ListingRow & { seen_at: Date | null };

/**
 * Keeps what a person says was done, with who and when. It becomes what we believe is there (`sent`) and the address to look
 * at; on sale, and in any figure, it is only once a look sees it.
 */
export async function keepProof(
  sql: Sql,
  account: AccountRow,
  edge: ChannelEdge,
  hosts: readonly string[] | undefined,
  proof: HandedProof,
): Promise<{ task: HandTaskKind } | { refused: Text }> {
  const [listing] = await rows<HandRow>(sql, "select * from channel_listing where id = ? for update", [proof.listingId]);
  const way = edge.ways.listings;
  if (!listing?.wanted || way === "api") return { refused: say("no-task") };
  const texts = shownTexts(listing.wanted, edge);
  const due = handTask(way, listing, texts)?.kind;
  // A better address may be told at any time.
  const task = due === undefined || due === "sheet" ? "address" : due;
  if (task === "address" && !listing.wanted_live) return { refused: say("no-task") };
  if (task !== "address" && proof.version !== listing.wanted_version) return { refused: say("task-older") };
  const written = proof.url?.trim() || (task === "publish" ? "" : (listing.url ?? ""));
  if (!written && task !== "take-down") return { refused: say("address-missing") };
  const address = written === listing.url || !written ? { url: written } : publicAddress(written, hosts);
  if ("refused" in address) return address;
  const url = address.url || null;
  if (url !== null) {
    // One page is one listing's, or it would count for two products.
    const [other] = await rows(sql, "select id from channel_listing where url = ? and id <> ? and deleted_at is null limit 1", [
      url,
      listing.id,
    ]);
    if (other) return { refused: say("address-taken") };
  }
  const now = await databaseNow(sql);
  const carries = task === "publish" || task === "change";
  await sql.execute(
    `insert into channel_proof (id, account_id, listing_id, task, url, note, texts, wanted_version, person_kind, person_id, person_name, created_at)
     values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)`,
    [
      newId("chproof"),
      account.id,
      listing.id,
      task,
      url,
      proof.note?.trim() || null,
      carries ? JSON.stringify(texts) : null,
      listing.wanted_version,
      proof.person.kind,
      proof.person.id,
      proof.person.name,
      iso(now),
    ],
  );
  const sent = carries
    ? { ...texts, live: true, version: listing.wanted_version, at: now }
    : task === "take-down"
      ? { live: false, at: now }
      : { at: now };
  // Another page has not been looked at yet, and nothing that was seen was seen of it.
  await sql.execute(
    `update channel_listing set sent = coalesce(sent, '{}'::jsonb) || ?::jsonb,
            seen = case when url is distinct from ?::text then null else seen end,
            seen_at = case when url is distinct from ?::text then null else seen_at end,
            page_look = case when url is distinct from ?::text then null else page_look end,
            page_looked_at = case when url is distinct from ?::text then null else page_looked_at end,
            url = coalesce(?::text, url), updated_at = now() where id = ?`,
    [JSON.stringify(sent), url, url, url, url, url, listing.id],
  );
  return { task };
}

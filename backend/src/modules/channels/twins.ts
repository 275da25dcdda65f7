import type { SeenListing } from "connectors/contract";
import { openExposure } from "./exposures";
import type { AccountRow, ListingRow, PlannedAct, Planning } from "./plan-acts";
import { closeProblem, writeProblemOnce } from "./problems";
import { iso, newId, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

/** Another product there with a SKU of ours (sync-protocol §9). */
export interface TwinRow {
  id: string;
  listing_id: string;
  sku: string;
  product_id: string;
  variant_id: string;
  /** A create of ours may have made it. */
  ours: boolean;
  hidden_at: Date | null;
  asked: boolean;
}

const isThere = ({ state }: Pick<SeenListing, "state">): boolean => state !== "gone" && state !== "none" && state !== "drafted";

/** From sight on a twin is an exposure: what it shows is claimed, and how much more it may sell is not known. */
export async function meetTwin(
  sql: Sql,
  account: AccountRow,
  listing: ListingRow,
  seen: Pick<SeenListing, "productId" | "variantId" | "state" | "stock">,
): Promise<void> {
  if (!isThere(seen)) {
    await sql.execute(
      "update channel_twin set removed_at = coalesce(removed_at, now()) where account_id = ? and product_id = ? and variant_id = ?",
      [account.id, seen.productId, seen.variantId ?? ""],
    );
    return;
  }
  const [made] = await rows<{ id: string }>(
    sql,
    `insert into channel_twin (id, account_id, listing_id, sku, product_id, variant_id, ours) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do nothing returning id`,
    [
      newId("chtwin"),
      account.id,
      listing.id,
      listing.sku,
      seen.productId,
      seen.variantId ?? "",
      (listing.publish?.creates ?? 0) > 0,
    ],
  );
  if (!made) {
    // Nothing of ours changes it: what it shows now is what is known of it.
    await sql.execute(
      `update channel_exposure exposure set liability = ? from channel_twin twin
        where twin.id = exposure.listing_id and twin.account_id = ? and twin.product_id = ? and twin.variant_id = ? and not twin.ours`,
      [seen.stock ?? 0, account.id, seen.productId, seen.variantId ?? ""],
    );
    return;
  }
  const recipe = await rows<{ inventory_item_id: string; quantity: number }>(
    sql,
    `select part.inventory_item_id, part.quantity from channel_exposure_component part
       join channel_exposure exposure on exposure.id = part.exposure_id where exposure.listing_id = ?`,
    [listing.id],
  );
  await openExposure(
    sql,
    { id: made.id, accountId: account.id },
    recipe.map((part) => ({ inventoryItemId: part.inventory_item_id, quantity: part.quantity })),
  );
  await sql.execute("update channel_exposure set liability = ?, known = false where listing_id = ?", [
    seen.stock ?? 0,
    made.id,
  ]);
  await writeProblemOnce(sql, {
    account_id: account.id,
    listing_id: listing.id,
    purpose: "push-listings",
    code: "twin",
    says: channelsTexts.say("twin", { sku: listing.sku, twins: seen.productId }),
  });
}

export const twinsOf = (sql: Sql, accountId: string): Promise<TwinRow[]> =>
  rows<TwinRow>(
    sql,
    "select * from channel_twin where account_id = ? and removed_at is null and deleted_at is null order by id",
    [accountId],
  );

const listedTwin = (twin: TwinRow) => ({
  sku: twin.sku,
  productId: twin.product_id,
  ...(twin.variant_id ? { variantId: twin.variant_id } : {}),
});

/**
 * Where a create of ours may have made it a twin is hidden at once and emptied by the stock lane; deleted only when it is
 * proven empty and nobody ever ordered it. Any other is a person's to judge.
 */
export async function planTwins({ sql, account, edge, done }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.listings !== "api") return [];
  const acts: PlannedAct[] = [];
  for (const twin of await twinsOf(sql, account.id)) {
    if (!twin.ours || twin.asked) continue;
    if (!twin.hidden_at) {
      if (!done.has(`hide:${twin.id}`))
        acts.push({ kind: "hide", payload: { listed: listedTwin(twin) }, about: { twinId: twin.id } });
      continue;
    }
    const [state] = await rows<{ empty: boolean; ordered: boolean }>(
      sql,
      `select exposure.known and exposure.liability <= 0 as empty,
              exists (select from channel_order_line where twin_id = ?) as ordered
         from channel_exposure exposure where exposure.listing_id = ?`,
      [twin.id, twin.id],
    );
    if (!state?.empty || done.has(`remove:${twin.id}`)) continue;
    if (state.ordered) await sql.execute("update channel_twin set asked = true where id = ?", [twin.id]);
    else acts.push({ kind: "remove", payload: { listed: listedTwin(twin) }, about: { twinId: twin.id } });
  }
  return acts;
}

/** What the channel will not hide or delete is left to a person; the row that tells of it stays open. */
export async function settleTwin(
  sql: Sql,
  account: AccountRow,
  twinId: string,
  kind: "hide" | "remove",
  error: { readonly kind: string } | undefined,
  now: number,
): Promise<void> {
  if (error) {
    if (error.kind === "rejected" || error.kind === "validation")
      await sql.execute("update channel_twin set asked = true, updated_at = now() where id = ?", [twinId]);
    return;
  }
  const [twin] = await rows<TwinRow>(
    sql,
    `update channel_twin set ${kind === "hide" ? "hidden_at" : "removed_at"} = ?, updated_at = now() where id = ? returning *`,
    [iso(now), twinId],
  );
  if (kind === "remove" && twin)
    await closeProblem(sql, { account_id: account.id, listing_id: twin.listing_id, purpose: "push-listings", code: "twin" });
}

/** For the stock lane a twin is a listing that is not wanted. */
export const twinAsListing = (twin: TwinRow, accountId: string): ListingRow => ({
  id: twin.id,
  account_id: accountId,
  sku: twin.sku,
  variant_id: "",
  wanted: null,
  wanted_live: false,
  wanted_version: 0,
  stock_cap: null,
  strict_obstacle: null,
  sent: null,
  seen: null,
  conflict: null,
  field_owners: null,
  drift: null,
  listed_product_id: twin.product_id,
  listed_variant_id: twin.variant_id || null,
  publish_state: "bound",
  publish: null,
  url: null,
  problem: null,
  problem_version: null,
});

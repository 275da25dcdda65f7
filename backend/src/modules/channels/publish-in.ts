import { listingOf, type Settling } from "./outcomes";
import { readLook } from "./plan/publish";
import { adopt } from "./sightings";
import { meetTwin } from "./twins";

export async function settleLook({ sql, account, assumptions, about, outcome, now }: Settling): Promise<void> {
  const listing = await listingOf(sql, about.listingId);
  if (!listing || outcome.error || !outcome.looked) return;
  const found = outcome.looked;
  const verdict = readLook(
    listing.publish_state,
    listing.publish ?? {},
    found.map((each) => each.productId),
    listing.listed_product_id ?? undefined,
    Date.parse(outcome.beganAt),
    assumptions.indexSeesCreateWithinMs,
  );
  const adopted = "bind" in verdict ? found.find((each) => each.productId === verdict.bind) : undefined;
  await sql.execute(
    `update channel_listing set publish_state = ?, publish = ?::jsonb, listed_product_id = coalesce(?, listed_product_id),
            listed_variant_id = coalesce(?, listed_variant_id), url = coalesce(?, url), updated_at = now() where id = ?`,
    [
      verdict.state,
      JSON.stringify(verdict.record),
      adopted?.productId ?? null,
      adopted?.variantId ?? null,
      adopted?.url ?? null,
      listing.id,
    ],
  );
  if (adopted) await adopt(sql, account, listing, adopted, { assumptions, at: now });
  if ("twins" in verdict)
    for (const seen of found) if (verdict.twins.includes(seen.productId)) await meetTwin(sql, account, listing, seen);
}

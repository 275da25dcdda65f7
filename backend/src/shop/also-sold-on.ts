import type { MedusaContainer } from "@medusajs/framework/types";
import type { ChannelCode } from "connectors/contract";
import { edges } from "connectors/edges";
import { channelsOf } from "../channels-of";
import { readSettings } from "../settings";

/** Where the newest look found it live. Simulated marketplaces only in a demonstration, and marked (decisions: Simulated). */
export async function alsoSoldOn(container: MedusaContainer, variantId: string) {
  const channels = channelsOf(container);
  const listings = await channels.listChannelListings({ variant_id: variantId });
  const accounts = listings.length
    ? await channels.listChannelAccounts({ id: listings.map(({ account_id }) => account_id) })
    : [];
  return listings.flatMap(({ account_id, seen, seen_at, url }) => {
    const account = accounts.find(({ id }) => id === account_id);
    const { state } = (seen ?? {}) as { state?: string };
    if (!account || !url || !seen_at || state !== "live") return [];
    if (account.simulated && readSettings().DEMO !== "1") return [];
    return [
      {
        channel: account.channel,
        title: edges[account.channel as ChannelCode]?.title ?? account.channel,
        url,
        checked_at: new Date(seen_at).toISOString(),
        simulated: account.simulated,
      },
    ];
  });
}

import type { ChannelCode } from "connectors/contract";
import { edges } from "connectors/edges";

interface AccountRow {
  id: string;
  channel: string;
  title: string;
  owner_kind: string;
  producer_id: string | null;
  shop_id: string | null;
  state: string;
  paused: boolean;
  simulated: boolean;
  access_expires_at: Date | null;
  looked_at: Date | null;
}

/** What may be told of an account: never its settings, never its access. */
export const accountView = (account: AccountRow) => ({
  id: account.id,
  channel: account.channel,
  channel_title: edges[account.channel as ChannelCode]?.title ?? account.channel,
  title: account.title,
  owner_kind: account.owner_kind,
  producer_id: account.producer_id,
  shop_id: account.shop_id,
  state: account.state,
  paused: account.paused,
  simulated: account.simulated,
  signed_in: account.access_expires_at !== null,
  can_connect: edges[account.channel as ChannelCode]?.consentUrl !== undefined,
  ways: edges[account.channel as ChannelCode]?.ways ?? null,
});

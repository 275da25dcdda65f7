import type { Abilities, ChannelCode, Language } from "connectors/contract";
import { edges } from "connectors/edges";
import type ChannelsModuleService from "../modules/channels/service";
import { sayTrouble } from "../modules/channels/troubles";
import { textIn } from "../text";

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
  settings_encrypted: string;
  access_encrypted: string | null;
  access_expires_at: Date | null;
  looked_at: Date | null;
  created_at: Date;
}

/** A key that is lost leaves an account to be shown all the same, without what it can do. */
function waysOf(channels: ChannelsModuleService, account: AccountRow): Abilities["ways"] | null {
  try {
    return channels.edgeOf(account)?.ways ?? null;
  } catch {
    return null;
  }
}

/** What may be told of an account: never its settings, never its access. */
export const accountView = (channels: ChannelsModuleService, account: AccountRow) => ({
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
  ways: waysOf(channels, account),
  retired: edges[account.channel as ChannelCode]?.retired !== undefined,
});

/** With what stands in the way of their work just now, in a sentence. */
export async function accountViews(channels: ChannelsModuleService, accounts: readonly AccountRow[], language: Language) {
  const troubles = await channels.troublesOf(accounts);
  return accounts.map((account) => {
    const [trouble] = troubles.get(account.id) ?? [];
    return { ...accountView(channels, account), trouble: trouble ? textIn(sayTrouble(trouble), language) : null };
  });
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { channelsOf } from "../channels-of";
import { ringFor } from "../ring";
import { accountView } from "./account-view";

export type AccountChange = "release" | "pause" | "resume";

/** What an account's owner, or the operator, may decide of it; whoever calls has asked whether it is theirs. */
export async function changeAccount(container: MedusaContainer, id: string, change: AccountChange) {
  const channels = channelsOf(container);
  // 404 for an account that is not there.
  await channels.retrieveChannelAccount(id);
  if (change === "release") await channels.releaseAccount(id);
  else await channels.pauseAccount(id, change === "pause");
  if (change !== "pause")
    for (const purpose of ["pull-orders", "push-listings", "push-stock"] as const) await ringFor(purpose, id);
  return accountView(channels, await channels.retrieveChannelAccount(id));
}

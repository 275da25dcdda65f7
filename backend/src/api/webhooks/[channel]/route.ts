import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { type ChannelCode, channelCodeSchema, type Doorbell, instant } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Purpose } from "jobs/ring";
import { channelsOf } from "../../../channels-of";
import { ringFor } from "../../../ring";

const turnsFor: Record<Doorbell["about"], readonly Purpose[]> = {
  orders: ["pull-orders"],
  listings: ["look-at-listings"],
  stock: ["push-stock"],
  access: ["refresh-access"],
  other: [],
};

/**
 * A marketplace rings. Its signature is checked in constant time by the channel's edge with the account's own key; the
 * body is never believed: it only says whose orders to read. 401 tells a stranger nothing of which accounts there are.
 * A bell with an id is heard once a day, and answered as taken when it is rung again.
 */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channel = channelCodeSchema.safeParse(request.params.channel);
  const body = request.rawBody as Buffer | undefined;
  const edge = channel.success ? edges[channel.data] : undefined;
  if (!edge?.readDoorbell || !body) {
    response.status(404).json({ type: "not_found", message: "No such webhook" });
    return;
  }
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ channel: edge.channel as ChannelCode });
  const receivedAt = instant(new Date());
  let verified: { accountId: string; bell: Doorbell } | undefined;
  for (const { id, state } of accounts) {
    if (state === "retired") continue;
    // A lost key deafens its own account alone.
    const settings = await channels.openSettings(id).catch(() => undefined);
    if (!settings) continue;
    const headers: Record<string, string | undefined> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value[0] : value;
    const url = typeof settings.pushUrl === "string" ? settings.pushUrl : request.originalUrl;
    const bell = edge.readDoorbell(settings, { method: "POST", url, headers, body: new Uint8Array(body), receivedAt });
    if (!bell) continue;
    verified = { accountId: id, bell };
    break;
  }
  if (!verified) {
    response.status(401).json({ type: "unauthorized", message: "The signature does not hold" });
    return;
  }
  const { id: bellId, shopId, about } = verified.bell;
  if (bellId && !(await channels.hearBell(verified.accountId, bellId))) {
    response.status(200).json({ taken: "before" });
    return;
  }
  const meant = accounts.filter((account) => account.state !== "retired" && (!shopId || account.shop_id === shopId));
  for (const { id } of meant) for (const purpose of turnsFor[about]) await ringFor(purpose, id);
  response.status(200).end();
}

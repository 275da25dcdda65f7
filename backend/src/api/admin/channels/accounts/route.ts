import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../../../channels-of";
import { checkedSettings } from "../../../../listings/account-settings";
import { accountView, accountViews } from "../../../../listings/account-view";
import { OCOP_MODULE } from "../../../../modules/ocop";
import type OcopModuleService from "../../../../modules/ocop/service";
import { languageOf } from "../../../../text";
import { accountTexts } from "../../../../text/accounts";
import { Refusal } from "../../../../text/refusal";
import { parsed } from "../../../parsed";
import { newAccountSchema } from "../schemas";

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({}, { order: { title: "ASC" } });
  response.json({ accounts: await accountViews(channels, accounts, languageOf(request)) });
}

/** A new account only looks until it is released; its settings are checked by the channel and stored encrypted. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { channel, title, producer_id, simulated, settings } = parsed(newAccountSchema, request.body);
  if (producer_id) {
    const [producer] = await request.scope.resolve<OcopModuleService>(OCOP_MODULE).listProducers({ id: producer_id });
    if (!producer) throw new Refusal(MedusaError.Types.INVALID_DATA, accountTexts.say("no-producer"));
  }
  const channels = channelsOf(request.scope);
  const { id } = await channels.createAccount({
    channel,
    title,
    ownerKind: producer_id ? "producer" : "programme",
    producerId: producer_id ?? null,
    settings: checkedSettings(channel, settings),
    simulated,
  });
  response.status(201).json({ account: accountView(channels, await channels.retrieveChannelAccount(id)) });
}

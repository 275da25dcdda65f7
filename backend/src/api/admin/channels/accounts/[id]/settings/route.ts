import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../../../../../channels-of";
import { checkedSettings, shownSettings } from "../../../../../../listings/account-settings";
import { accountTexts } from "../../../../../../text/accounts";
import { Refusal } from "../../../../../../text/refusal";
import { parsed } from "../../../../../parsed";
import { accountSettingsSchema } from "../../../schemas";

async function accountAndSettings(request: MedusaRequest) {
  const channels = channelsOf(request.scope);
  const account = await channels.retrieveChannelAccount(String(request.params.id));
  const settings = await channels.openSettings(account.id).catch(() => {
    throw new Refusal(MedusaError.Types.NOT_ALLOWED, accountTexts.say("key-lost"));
  });
  return { channels, account, settings };
}

/** Secrets only say whether they are there: what opens a shop is written and never shown again. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { account, settings } = await accountAndSettings(request);
  response.json({ settings: shownSettings(account.channel, settings) });
}

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { channels, account, settings } = await accountAndSettings(request);
  const asked = parsed(accountSettingsSchema, request.body);
  const checked = checkedSettings(account.channel, asked.settings, settings);
  await channels.updateChannelAccounts({
    id: account.id,
    settings_encrypted: channels.sealSettings(account.id, checked),
    ...(asked.title ? { title: asked.title } : {}),
  });
  response.json({ settings: shownSettings(account.channel, checked) });
}

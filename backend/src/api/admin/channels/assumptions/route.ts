import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";
import { languageOf, textIn } from "../../../../text";

/** "0 oversold" is said with the assumptions it stands on, what they measured in running, and how often they did not hold. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { says, accounts, oversold, breaches } = await channelsOf(request.scope).assumptionsReport();
  response.json({
    summary: textIn(says, languageOf(request)),
    oversold,
    breaches,
    accounts: accounts.map(({ accountId, inForce, widened, measured, breaches: broken }) => ({
      account_id: accountId,
      settings: Object.entries(inForce).map(([setting, value]) => ({
        setting,
        value,
        widened: setting in widened,
        measured: measured.find((each) => each.setting === setting) ?? null,
        breaches: broken.find((each) => each.setting === setting)?.count ?? 0,
      })),
    })),
  });
}

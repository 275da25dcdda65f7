import { z } from "zod";
import { pageSettings } from "../kit/page-settings.ts";
import { partnerSettings, withPartnerSecret } from "../kit/partner/settings.ts";
import { carriedSheets } from "../kit/sheet-port-settings.ts";
import listings from "./templates/listings.json" with { type: "json" };
import orders from "./templates/orders.json" with { type: "json" };

/**
 * Buudien.vn publishes no template (marketplaces: Postmart, "Bulk import template: not found"), so they are settings; the
 * starters' headers are ours. An API is spoken for the account that holds a key of its owner's.
 */
export const postmartSettingsSchema = withPartnerSecret(
  z.strictObject({
    ...carriedSheets({ listings, orders }),
    ...pageSettings(["buudien.vn", "nongsan.buudien.vn", "postmart.vn"]),
    ...partnerSettings,
  }),
);
export type PostmartSettings = z.infer<typeof postmartSettingsSchema>;

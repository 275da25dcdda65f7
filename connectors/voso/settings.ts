import { z } from "zod";
import { pageSettings } from "../kit/page-settings.ts";
import { carriedSheets } from "../kit/sheet-port-settings.ts";
import listings from "./templates/listings.json" with { type: "json" };
import orders from "./templates/orders.json" with { type: "json" };

/**
 * Voso publishes no template (marketplaces: Voso, "Public API, Excel template: none found"); headers are ours, the words of an
 * order's states and the 24 hours to confirm it are those of its help pages ("Order flow").
 */
export const vosoSettingsSchema = z.strictObject({
  ...carriedSheets({ listings, orders }),
  ...pageSettings(["voso.vn"]),
});
export type VosoSettings = z.infer<typeof vosoSettingsSchema>;

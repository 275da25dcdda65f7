import { z } from "zod";
import { orderProfileSchema } from "../kit/order-sheet.ts";
import { sheetTemplateSchema } from "../kit/sheet-template.ts";
import listings from "./templates/listings.json" with { type: "json" };
import orders from "./templates/orders.json" with { type: "json" };

/**
 * Buudien.vn publishes no template (marketplaces: Postmart, "Bulk import template: not found"), so both are settings; the
 * starters' headers are ours.
 */
export const postmartSettingsSchema = z.strictObject({
  listingTemplate: sheetTemplateSchema.default(() => sheetTemplateSchema.parse(listings)),
  orderProfile: orderProfileSchema.default(() => orderProfileSchema.parse(orders)),
});
export type PostmartSettings = z.infer<typeof postmartSettingsSchema>;

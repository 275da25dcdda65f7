import { z } from "zod";
import { pageSettings } from "../kit/page-settings.ts";
import { partnerSettings, withPartnerSecret } from "../kit/partner/settings.ts";
import {
  genericOfferTemplate,
  genericOrderProfile,
  genericStockProfile,
  genericStockTemplate,
  type SheetSettings,
  sheetsIfGiven,
} from "../kit/sheet-port-settings.ts";
import { sheetTemplateSchema } from "../kit/sheet-template.ts";
import listings from "./templates/listings.json" with { type: "json" };

/** Nothing of its forms or files is known (marketplaces: ketnoiocop.vn): a person works by hand until an account says more. */
export const ketnoiocopSettingsSchema = withPartnerSecret(
  z.strictObject({
    /** The seller's portal takes files: our starters are used where no template is given below. */
    takesSheets: z.boolean().default(false),
    ...sheetsIfGiven,
    ...pageSettings(["ketnoiocop.vn"]),
    ...partnerSettings,
  }),
);
export type KetnoiocopSettings = z.infer<typeof ketnoiocopSettingsSchema>;

export const starterListingTemplate = sheetTemplateSchema.parse(listings);

export const sheetsOf = (settings: KetnoiocopSettings): SheetSettings =>
  settings.takesSheets
    ? {
        listingTemplate: settings.listingTemplate ?? starterListingTemplate,
        offerTemplate: settings.offerTemplate ?? genericOfferTemplate,
        stockTemplate: settings.stockTemplate ?? genericStockTemplate,
        orderProfile: settings.orderProfile ?? genericOrderProfile,
        stockProfile: settings.stockProfile ?? genericStockProfile,
      }
    : settings;

import type { Abilities, ChannelEdge } from "../contract/index.ts";
import { checkCarriedListing } from "../kit/check-carried-listing.ts";
import { partnerAbilities } from "../kit/partner/abilities.ts";
import { readPartnerDoorbell } from "../kit/partner/doorbell.ts";
import { renderForPartner } from "../kit/partner/listing-to-partner.ts";
import { ketnoiocopSettingsSchema, sheetsOf, starterListingTemplate } from "./settings.ts";

const byHand: Abilities = {
  ways: { listings: "assisted", stock: "assisted", orders: "assisted" },
  commands: [],
  stockKind: "net-set",
};

export const ketnoiocopEdge: ChannelEdge = {
  channel: "ketnoiocop",
  title: "Kết nối OCOP (ketnoiocop.vn)",
  settings: ketnoiocopSettingsSchema,
  ...byHand,
  abilitiesOf(settings) {
    const given = ketnoiocopSettingsSchema.safeParse(settings).data;
    if (!given) return byHand;
    if (given.partner) return partnerAbilities(given.partner);
    const { listingTemplate, stockTemplate, orderProfile } = sheetsOf(given);
    return {
      ...byHand,
      ways: {
        listings: listingTemplate ? "file" : "assisted",
        stock: stockTemplate ? "file" : "assisted",
        orders: orderProfile ? "file" : "assisted",
      },
    };
  },
  /** What its own form asks for is not known; this is what a listing needs anywhere. */
  checkListing: (listing) => checkCarriedListing(starterListingTemplate, listing),
  renderListing: renderForPartner,
  readDoorbell(settings, request) {
    const given = ketnoiocopSettingsSchema.safeParse(settings).data;
    return given && readPartnerDoorbell(given, request);
  },
};

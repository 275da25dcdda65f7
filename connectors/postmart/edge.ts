import type { Abilities, ChannelEdge } from "../contract/index.ts";
import { checkCarriedListing } from "../kit/check-carried-listing.ts";
import { partnerAbilities } from "../kit/partner/abilities.ts";
import { readPartnerDoorbell } from "../kit/partner/doorbell.ts";
import { renderForPartner } from "../kit/partner/listing-to-partner.ts";
import { postmartSettingsSchema } from "./settings.ts";

const starter = postmartSettingsSchema.parse({});
const carried: Abilities = {
  ways: { listings: "file", stock: "file", orders: "file" },
  commands: [],
  stockKind: "net-set",
};

export const postmartEdge: ChannelEdge = {
  channel: "postmart",
  title: "Buudien.vn (Postmart)",
  settings: postmartSettingsSchema,
  ...carried,
  abilitiesOf(settings) {
    const partner = postmartSettingsSchema.safeParse(settings).data?.partner;
    return partner ? partnerAbilities(partner) : carried;
  },
  checkListing: (listing) => checkCarriedListing(starter.listingTemplate, listing),
  renderListing: renderForPartner,
  readDoorbell(settings, request) {
    const given = postmartSettingsSchema.safeParse(settings).data;
    return given && readPartnerDoorbell(given, request);
  },
};

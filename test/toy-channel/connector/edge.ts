import type { ChannelEdge } from "connectors/contract";
import { renderForToy } from "./listing-to-toy.ts";
import { toy, toyLimits, toySettingsSchema } from "./settings.ts";
import { toyTexts } from "./texts.ts";

export const toyEdge: ChannelEdge = {
  channel: toy,
  title: "Chợ quê",
  settings: toySettingsSchema,
  ways: { listings: "api", stock: "api", orders: "api" },
  commands: ["pack", "cancel"],
  stockKind: "net-set",
  checkListing: (listing) =>
    renderForToy(listing).title.length > toyLimits.nameLength
      ? [{ ...toyTexts.say("name-too-long", { most: toyLimits.nameLength }), field: "title", source: "Chợ quê §3" }]
      : [],
  renderListing: renderForToy,
};

import type { ChannelEdge } from "../contract/index.ts";
import { vosoSettingsSchema } from "./settings.ts";
import { vosoTexts } from "./texts.ts";

const retired = vosoTexts.say("retired");

export const vosoEdge: ChannelEdge = {
  channel: "voso",
  title: "Voso (Vỏ Sò)",
  settings: vosoSettingsSchema,
  retired,
  ways: { listings: "assisted", stock: "file", orders: "file" },
  commands: [],
  stockKind: "net-set",
  checkListing: () => [{ ...retired, field: "channel", source: "marketplaces: Voso, status 2025–2026" }],
  renderListing: (listing) => ({ title: listing.title.trim(), description: listing.description.trim() }),
};

import type { ChannelEdge, Problem } from "../contract/index.ts";
import { listingRows } from "../kit/sheet-template.ts";
import { kitTexts } from "../kit/texts.ts";
import { postmartSettingsSchema } from "./settings.ts";

const starter = postmartSettingsSchema.parse({});

export const postmartEdge: ChannelEdge = {
  channel: "postmart",
  title: "Buudien.vn (Postmart)",
  settings: postmartSettingsSchema,
  ways: { listings: "file", stock: "file", orders: "file" },
  commands: [],
  stockKind: "net-set",
  checkListing(listing): readonly Problem[] {
    const problems = listingRows(starter.listingTemplate, [listing], {}).problems.map((problem) => ({
      ...problem,
      source: "listing sheet template",
    }));
    return listing.price > 0 ? problems : [...problems, { ...kitTexts.say("price"), field: "price" }];
  },
  renderListing: (listing) => ({ title: listing.title.trim(), description: listing.description.trim() }),
};

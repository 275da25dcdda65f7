import type { Abilities, ChannelEdge, ChannelTaxonomy, Listing, Problem, Text } from "../contract/index.ts";
import { ownEntry } from "../kit/own-entry.ts";
import { kitTexts } from "../kit/texts.ts";
import { readTikiAccess } from "./access.ts";
import { attributesForTiki, renderForTiki } from "./listing-to-tiki.ts";
import { tikiSettingsSchema } from "./settings.ts";
import { authorizeUrl } from "./sign.ts";
import { tikiTexts } from "./texts.ts";

/** What a product request must hold (tiki §5.1); papers that a category asks for are not known before Tiki's review. */
function checkListing(listing: Listing, taxonomy: ChannelTaxonomy): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, source: string, text: Text) => problems.push({ ...text, field, source });
  const request = "Tiki Open API, create product request";
  const { categoryId } = listing.onChannel;
  if (!categoryId) say("category", request, tikiTexts.say("no-category"));
  const category = taxonomy.categories.find(({ id }) => id === categoryId);
  if (categoryId && !category && taxonomy.categories.length)
    say("category", "Tiki Open API, categories", tikiTexts.say("unknown-category"));
  if (category && !category.leaf) say("category", "Tiki Open API, categories: is_primary", tikiTexts.say("not-primary"));
  if (!listing.pictures.length) say("pictures", request, tikiTexts.say("no-picture"));
  if (listing.pictures.some(({ url }) => !/^https?:\/\//.test(url)))
    say("pictures", "Tiki Open API, create product request: image", tikiTexts.say("picture-address"));
  if (listing.price <= 0) say("price", "Tiki Open API, create product request: variants", kitTexts.say("price"));
  if (!listing.description.trim()) say("description", request, tikiTexts.say("no-description"));
  const filled = attributesForTiki(listing);
  for (const { id, name, required, values, freeText } of ownEntry(taxonomy.attributes, categoryId) ?? []) {
    const value = ownEntry(filled, id)?.trim();
    if (required && !value)
      say(
        `attributes.${id}`,
        "Tiki Open API, category attributes: is_required",
        tikiTexts.say("no-attribute", { attribute: name }),
      );
    if (value && values.length && !freeText && !values.some((each) => each.id === value || each.name === value))
      say(
        `attributes.${id}`,
        "Tiki Open API, category attributes: input_type select",
        tikiTexts.say("foreign-value", { attribute: name, value }),
      );
  }
  return problems;
}

const abilities: Abilities = {
  ways: { listings: "api", stock: "api", orders: "api" },
  commands: ["accept", "cancel"],
  stockKind: "gross-set",
  returns: true,
  taxonomy: true,
};

/** No bell comes to us: events are fetched from a queue by the connector. */
export const tikiEdge: ChannelEdge = {
  channel: "tiki",
  title: "Tiki",
  settings: tikiSettingsSchema,
  ...abilities,
  abilitiesOf(settings) {
    const read = tikiSettingsSchema.safeParse(settings);
    return read.data?.eventQueue ? { ...abilities, bells: true } : abilities;
  },
  checkListing,
  renderListing: renderForTiki,
  consentUrl(settings, { redirectUrl, state }) {
    const { app, apiHost, clientId, scope } = tikiSettingsSchema.parse(settings);
    if (app === "public") return authorizeUrl(apiHost, { clientId, redirectUrl, scope, state });
    // An in-house app asks for itself: there is no page to agree on, so the way leads straight back.
    const back = new URL(redirectUrl);
    back.searchParams.set("state", state);
    return back.href;
  },
  readAccess: readTikiAccess,
};

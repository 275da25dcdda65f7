import type { Band, ChannelAttribute, ChannelLimits, ChannelTaxonomy, Listing, Problem, Text } from "../contract/index.ts";
import { ownEntry } from "../kit/own-entry.ts";
import { kitTexts } from "../kit/texts.ts";
import { renderForShopee } from "./listing-to-shopee.ts";
import { shopeeTexts } from "./texts.ts";

const { say } = shopeeTexts;

/** What holds where the category's own bands are not known yet: the samples of get_item_limit and what VN is known for. */
const usual = { title: { least: 1, most: 120 }, pictures: { least: 1, most: 9 } } as const;
/** Page of add_item: error_desc_hash_tag_over_limit. */
const mostHashtags = 18;

const lengthOf = (text: string) => Array.from(text).length;
const outside = (value: number, { least = 0, most = Number.POSITIVE_INFINITY }: Band) => value < least || value > most;
const places = ({ least = 0, most }: Band) => ({ least, most: most ?? "∞" });

export function checkShopeeListing(listing: Listing, taxonomy: ChannelTaxonomy): readonly Problem[] {
  const { categoryId } = listing.onChannel;
  const problems = [
    ...checkCategory(categoryId, taxonomy),
    ...checkWords(listing, ownEntry(taxonomy.limits, categoryId) ?? {}),
    ...checkCarriers(listing, taxonomy),
    ...(categoryId ? checkAttributes(listing, ownEntry(taxonomy.attributes, categoryId) ?? []) : []),
  ];
  // The category and each carrier may ask for the same thing.
  return [...new Map(problems.map((each) => [JSON.stringify([each.code, each.field, each.params]), each])).values()];
}

const from = (page: string) => (field: string, text: Text) => ({ ...text, field, source: `Shopee API v2.${page}` });
const ofItem = from("product.add_item");
const ofLimit = from("product.get_item_limit");

function checkCategory(id: string | undefined, { categories }: ChannelTaxonomy): Problem[] {
  const problem = (text: Text) => [from("product.get_category")("category", text)];
  if (!id) return problem(say("no-category"));
  if (!categories.length) return [];
  const category = categories.find((each) => each.id === id);
  if (!category) return problem(say("category-unknown", { category: id }));
  return category.leaf ? [] : problem(say("category-branch", { category: category.name }));
}

function checkWords(listing: Listing, limits: ChannelLimits): Problem[] {
  const problems: Problem[] = [];
  const { title, description } = renderForShopee(listing);
  const band = limits.title ?? usual.title;
  const length = lengthOf(title);
  if (outside(length, band)) problems.push(ofLimit("title", say("title-length", { length, ...places(band) })));
  if (!listing.description.trim()) problems.push(ofItem("description", say("no-description")));
  const written = lengthOf(description);
  if (limits.description && outside(written, limits.description))
    problems.push(ofLimit("description", say("description-length", { length: written, ...places(limits.description) })));
  const hashtags = description.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0;
  if (hashtags > mostHashtags) problems.push(ofItem("description", say("hashtags", { count: hashtags, most: mostHashtags })));

  const count = listing.pictures.length;
  const pictures = limits.pictures ?? usual.pictures;
  if (!count) problems.push(ofItem("pictures", say("no-picture")));
  else if (outside(count, pictures)) problems.push(ofLimit("pictures", say("picture-count", { count, ...places(pictures) })));

  if (listing.price <= 0) problems.push(ofItem("price", kitTexts.say("price")));
  else if (limits.price && outside(listing.price, limits.price))
    problems.push(ofLimit("price", say("price-range", places(limits.price))));

  const { brandId } = listing.onChannel;
  if (limits.brandRequired && (!brandId || brandId === "0"))
    problems.push(from("product.get_brand_list")("brand", say("brand-needed")));
  if (brandId && brandId !== "0" && !listing.brand) problems.push(ofItem("brand", say("brand-name")));
  if (limits.sizeRequired && !listing.sizeMillimetres) problems.push(ofLimit("size", say("size-needed")));
  return problems;
}

function checkCarriers({ onChannel, weightGrams, sizeMillimetres }: Listing, { carriers }: ChannelTaxonomy): Problem[] {
  const problem = from("logistics.get_channel_list");
  if (!onChannel.carrierIds.length) return [ofItem("carrier", say("no-carrier"))];
  if (!carriers.length) return [];
  return onChannel.carrierIds.flatMap((id) => {
    const carrier = carriers.find((each) => each.id === id);
    if (!carrier?.enabled) return [problem("carrier", say("carrier-off", { carrier: carrier?.name ?? id }))];
    const problems: Problem[] = [];
    if (carrier.grams && outside(weightGrams, carrier.grams))
      problems.push(problem("weight", say("carrier-weight", { carrier: carrier.name, ...places(carrier.grams) })));
    if (carrier.needsSize && !sizeMillimetres) problems.push(problem("size", say("size-needed")));
    return problems;
  });
}

/** An attribute that only a value of another asks for is looked at only where that value is chosen. */
function checkAttributes({ onChannel: { attributes: chosen } }: Listing, known: readonly ChannelAttribute[]): Problem[] {
  const problems = new Map<string, Problem>();
  const problem = (text: Text, attribute: ChannelAttribute, about: string) =>
    problems.set(`${attribute.id} ${about}`, from("product.get_attribute_tree")(`attributes.${attribute.id}`, text));
  for (const each of known) {
    if (each.onlyWith && !ownEntry(chosen, each.onlyWith.attributeId)?.includes(each.onlyWith.valueId)) continue;
    const values = (ownEntry(chosen, each.id) ?? []).filter((value) => value.trim());
    if (each.required && !values.length) problem(say("attribute-missing", { attribute: each.name }), each, "missing");
    if (each.mostValues !== undefined && values.length > each.mostValues)
      problem(say("attribute-many", { attribute: each.name, most: each.mostValues }), each, "many");
    if (each.freeText) continue;
    for (const value of values)
      if (!each.values.some(({ id }) => id === value))
        problem(say("attribute-value", { attribute: each.name, value }), each, "value");
  }
  return [...problems.values()];
}

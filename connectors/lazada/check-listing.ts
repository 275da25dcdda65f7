import type { ChannelAttribute, ChannelTaxonomy, Listing, Problem, Text } from "../contract/index.ts";
import { ownEntry } from "../kit/own-entry.ts";
import { kitTexts } from "../kit/texts.ts";
import { htmlFromText } from "./html-text.ts";
import { renderForLazada } from "./listing-to-lazada.ts";
import { lazadaLimits } from "./policy.ts";
import { lazadaTexts } from "./texts.ts";

const texts = lazadaTexts.say;
const guide = "Lazada DOC:120949";

/** Rules that Lazada writes down; what it decides by its own review is told when it refuses. */
export function checkLazadaListing(listing: Listing, taxonomy: ChannelTaxonomy): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, source: string, text: Text) => problems.push({ ...text, field, source });
  const { title, description } = renderForLazada(listing);
  const { sizeMillimetres: size, weightGrams, pictures } = listing;

  problems.push(...checkCategory(listing, taxonomy));
  if (!pictures.length) say("pictures", "Lazada code 4139", texts("no-picture"));
  if (pictures.length > lazadaLimits.pictures) say("pictures", "Lazada code 4169", texts("many-pictures"));
  if (new Set(pictures.map(({ sha256 }) => sha256)).size < pictures.length)
    say("pictures", "Lazada code 4158", texts("picture-twice"));
  if (listing.price <= 0) say("price", "Lazada code 4118", kitTexts.say("price"));
  if (title.length > lazadaLimits.titleLength) say("title", guide, texts("long-title", { length: title.length }));
  const characters = [...new Set(title.match(/[\^~<>|]/g) ?? [])].join(" ");
  if (characters) say("title", "Lazada code 4129", texts("title-characters", { characters }));
  if (!description) say("description", guide, texts("no-description"));
  const { length } = htmlFromText(description);
  if (length > lazadaLimits.descriptionLength) say("description", guide, texts("long-description", { length }));
  if (weightGrams > lazadaLimits.weightGrams)
    say("weight", "Lazada code 4164", texts("heavy-package", { kilograms: weightGrams / 1_000 }));
  const sides = size ? size.length + size.width + size.height : 0;
  if (!size) say("size", guide, texts("no-size"));
  if (sides > lazadaLimits.sidesMillimetres)
    say("size", "Lazada code 4165", texts("large-package", { centimetres: sides / 10 }));
  return problems;
}

function checkCategory({ onChannel }: Listing, taxonomy: ChannelTaxonomy): readonly Problem[] {
  const { categoryId, attributes } = onChannel;
  const say = (field: string, source: string, text: Text): Problem => ({ ...text, field, source });
  if (!categoryId) return [say("category", "Lazada code 201", texts("no-category"))];
  const category = taxonomy.categories.find(({ id }) => id === categoryId);
  if (!category && taxonomy.categories.length) return [say("category", "Lazada code 4227", texts("category-unknown"))];
  if (category && !category.leaf)
    return [say("category", "Lazada code 4134", texts("category-not-leaf", { name: category.name }))];
  return (ownEntry(taxonomy.attributes, categoryId) ?? []).flatMap((attribute) => {
    const chosen = (ownEntry(attributes, attribute.id) ?? []).filter(Boolean);
    if (attribute.required && !chosen.length)
      return [say(`attributes.${attribute.id}`, "Lazada code 4110", texts("attribute-missing", { name: attribute.name }))];
    return chosen
      .filter((value) => !takes(attribute, value))
      .map((value) =>
        say(`attributes.${attribute.id}`, "Lazada code 4115", texts("attribute-unknown", { name: attribute.name, value })),
      );
  });
}

const takes = ({ freeText, values }: ChannelAttribute, value: string) => freeText || values.some(({ id }) => id === value);

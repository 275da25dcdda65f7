import type { Language } from "connectors/contract";
import type { VariantFacts } from "../listings/read-variants";
import { fold } from "../modules/ocop/identity";
import type { ProductStanding } from "../modules/ocop/standing";
import { textIn } from "../text";
import { reportedView } from "../text/reported-view";
import { shopTexts } from "../text/shop";
import type { Goods } from "./goods";

export interface CatalogueFilters {
  readonly set?: string | undefined;
  readonly stars?: string | undefined;
  readonly commune?: string | undefined;
  readonly producer?: string | undefined;
  readonly q?: string | undefined;
  readonly page: number;
}
export const pageSize = 24;

/** Stars and the word OCOP only from a certificate that is valid today; a reported recognition stays in words (ocop §8.1). */
export function certificateView(standing: ProductStanding | undefined) {
  if (standing?.stars === undefined || !standing.certificate) return undefined;
  const { certificate } = standing;
  return {
    stars: standing.stars,
    decision_number: certificate.decisionNumber,
    decision_date: certificate.decisionDate,
    valid_from: certificate.validFrom,
    valid_to: certificate.validTo,
    status: certificate.status,
    simulated: certificate.simulated,
    source_url: certificate.sourceUrl,
  };
}

export function standingOfGoods(goods: Goods, variant: VariantFacts): ProductStanding | undefined {
  const id = variant.metadata.registered_product_id;
  return id ? goods.standings.get(id) : undefined;
}

/** Baskets are of no set of the programme's. */
const setName = (goods: Goods, slug: string, language: Language): string =>
  goods.setNames.get(slug) ?? textIn(shopTexts.say("gift-basket"), language);

export function catalogueItem(goods: Goods, variant: VariantFacts, available: number, language: Language) {
  const { metadata } = variant;
  const standing = standingOfGoods(goods, variant);
  const certificate = certificateView(standing);
  return {
    product_id: variant.productId,
    variant_id: variant.variantId,
    handle: variant.handle,
    title: variant.title,
    producer: { id: metadata.producer_id ?? null, name: metadata.producer_name },
    commune: metadata.commune || null,
    set: { slug: metadata.product_set, name: setName(goods, metadata.product_set, language) },
    price: variant.price ?? null,
    illustrative_price: metadata.illustrative_price,
    available,
    stars: certificate?.stars ?? null,
    certificate: certificate ?? null,
    reported:
      !certificate && standing?.reported
        ? {
            text: reportedView(standing.reported, language).text,
            stars: standing.reported.stars ?? null,
            source_url: standing.reported.sourceUrl,
          }
        : null,
    alcohol: metadata.alcohol,
    sellable: !metadata.alcohol && variant.price !== undefined,
    simulated: metadata.simulated,
    basket: metadata.basket,
    picture: { kind: metadata.picture || metadata.product_set, illustration: true },
    pack: metadata.pack,
    short_description: metadata.short_description,
  };
}

const keyOf = {
  set: (variant: VariantFacts) => variant.metadata.product_set,
  commune: (variant: VariantFacts) => variant.metadata.commune,
  producer: (variant: VariantFacts) => variant.metadata.producer_id ?? "",
} as const;

/** One page, and for every filter how many its choices would leave with the others kept. */
export function catalogue(goods: Goods, filters: CatalogueFilters, language: Language) {
  const words = fold(filters.q ?? "")
    .split(" ")
    .filter(Boolean);
  const texts = new Map(
    goods.variants.map((each) => [
      each.variantId,
      fold(`${each.title} ${each.metadata.producer_name} ${each.metadata.commune} ${each.metadata.short_description}`),
    ]),
  );
  const starsOf = (variant: VariantFacts) => String(certificateView(standingOfGoods(goods, variant))?.stars ?? "");
  const tests: Record<"set" | "stars" | "commune" | "producer" | "q", (variant: VariantFacts) => boolean> = {
    set: (each) => !filters.set || keyOf.set(each) === filters.set,
    stars: (each) => !filters.stars || starsOf(each) === filters.stars,
    commune: (each) => !filters.commune || keyOf.commune(each) === filters.commune,
    producer: (each) => !filters.producer || keyOf.producer(each) === filters.producer,
    q: (each) => words.every((word) => texts.get(each.variantId)?.includes(word)),
  };
  const passing = (without?: keyof typeof tests) =>
    goods.variants.filter((each) =>
      (Object.keys(tests) as (keyof typeof tests)[]).every((name) => name === without || tests[name](each)),
    );
  const facet = (
    name: "set" | "stars" | "commune" | "producer",
    value: (each: VariantFacts) => string,
    text: (value: string) => string,
  ) => {
    const counts = new Map<string, number>();
    for (const each of passing(name)) {
      const key = value(each);
      if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts]
      .map(([key, count]) => ({ value: key, text: text(key), count }))
      .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1));
  };
  const producers = new Map(goods.variants.map(({ metadata }) => [metadata.producer_id ?? "", metadata.producer_name]));
  const found = passing();
  return {
    count: found.length,
    page_size: pageSize,
    variants: found.slice((filters.page - 1) * pageSize, filters.page * pageSize),
    facets: {
      set: facet("set", keyOf.set, (slug) => setName(goods, slug, language)),
      stars: facet("stars", starsOf, (stars) => textIn(shopTexts.say("stars", { stars }), language)),
      commune: facet("commune", keyOf.commune, (name) => name),
      producer: facet("producer", keyOf.producer, (id) => producers.get(id) ?? id),
    },
  };
}

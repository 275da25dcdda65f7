import type { ChannelAttribute, ChannelLimits, ChannelTaxonomy, Listing, Problem } from "connectors/contract";
import { renderText } from "connectors/contract";
import fc from "fast-check";
import { expect } from "vitest";
import type { BrokenListing } from "./marketplace.ts";
import { part, type Shop, type Suite } from "./suite.ts";

const nothingRead: ChannelTaxonomy = { categories: [], attributes: {}, carriers: [] };

export function describeRules({ edge, ports, has, promise }: Suite): void {
  if (!ports.listings) return;
  /** What the backend would have read of the categories that these listings are in. */
  async function taxonomyOf(shop: Shop, listings: readonly Listing[]): Promise<ChannelTaxonomy> {
    const { taxonomy } = shop.connector;
    if (!taxonomy) return nothingRead;
    const { items: categories } = await taxonomy.categories();
    const attributes: Record<string, readonly ChannelAttribute[]> = {};
    const limits: Record<string, ChannelLimits> = {};
    for (const { onChannel } of listings) {
      const id = onChannel.categoryId ?? "";
      if (!categories.some((each) => each.id === id && each.leaf) || attributes[id]) continue;
      attributes[id] = (await taxonomy.attributes(id)).items;
      const limit = await taxonomy.limits?.(id);
      if (limit) limits[id] = limit;
    }
    return { categories, attributes, limits, carriers: (await taxonomy.carriers?.())?.items ?? [] };
  }
  async function problemsOf(shop: Shop, listing: Listing): Promise<readonly Problem[]> {
    return edge.checkListing(listing, await taxonomyOf(shop, [listing]));
  }
  const about = (problems: readonly Problem[], field: string) =>
    problems.filter((each) => each.field === field || each.field?.startsWith(`${field}.`));
  /** Whether the marketplace takes it, asked in earnest. */
  async function isTaken(shop: Shop, listing: Listing): Promise<boolean> {
    const pictures = await shop.pictures(listing);
    const kind = await shop.kindOf(part(shop.connector.listings).createHidden(listing, pictures));
    expect(["none", "rejected", "validation"]).toContain(kind);
    await shop.market.letThrough?.(listing.sku);
    const there = shop.market.truths(listing.sku).length > 0;
    if (kind !== "none") expect(there).toBe(false);
    return there;
  }

  promise("finds nothing wrong with a good listing, and the marketplace takes it", async (shop) => {
    expect(await problemsOf(shop, shop.market.listing())).toEqual([]);
    expect(await isTaken(shop, shop.market.listing())).toBe(true);
  });
  for (const rule of new Set(has.broken.map((each) => each.rule)))
    promise(`tells before it is sent what the marketplace refuses about: ${rule}`, async (shop) => {
      const listings = shop.market.broken.filter((each): each is BrokenListing => each.rule === rule);
      for (const { listing } of listings) {
        expect([rule, about(await problemsOf(shop, listing), rule).length]).toEqual([rule, 1]);
        expect([rule, await isTaken(shop, listing)]).toEqual([rule, false]);
      }
    });
  promise("finds nothing else wrong with a listing that breaks one rule", async (shop) => {
    for (const { rule, listing } of shop.market.broken) {
      const problems = await problemsOf(shop, listing);
      expect([rule, problems.filter((each) => !about([each], rule).length).map(({ field }) => field)]).toEqual([rule, []]);
    }
  });
  promise("names for each broken rule the field, the sentence and where the rule is written", async (shop) => {
    for (const { listing } of shop.market.broken)
      for (const problem of await problemsOf(shop, listing)) {
        expect(problem.field).toBeTruthy();
        expect(problem.source).toMatch(/\p{L}{3}/u);
        for (const language of ["vi", "en"] as const) {
          const sentence = renderText(shop.texts, problem, language);
          expect([problem.code, sentence]).toEqual([problem.code, expect.stringMatching(/\p{L}/u)]);
          expect(sentence).not.toMatch(/\{\w+\}|undefined|NaN/);
        }
      }
  });
  promise(
    "takes what lies on a limit, as the marketplace does",
    async (shop) => {
      for (const listing of shop.market.onTheLimits) {
        expect(await problemsOf(shop, listing)).toEqual([]);
        expect(await isTaken(shop, listing)).toBe(true);
        for (const { id, sku } of shop.market.truths(listing.sku))
          shop.market.remove({ sku: sku as Listing["sku"], productId: id });
      }
    },
    has.onTheLimits.length,
  );
  const refuses = (rule: BrokenListing["rule"]) => has.broken.some((each) => each.rule === rule);
  promise(
    "finds several things wrong at once, each named",
    async (shop) => {
      const listing = {
        ...shop.market.listing(),
        pictures: [],
        price: 0 as Listing["price"],
        onChannel: { carrierIds: [], attributes: {} },
      };
      const fields = (await problemsOf(shop, listing)).map(({ field }) => field);
      expect(fields).toEqual(expect.arrayContaining(["pictures", "price", "category"]));
    },
    refuses("pictures") && refuses("price") && refuses("category"),
  );
  promise(
    "asks for a category where none was chosen",
    async (shop) => {
      const { categoryId: _, ...onChannel } = shop.market.listing().onChannel;
      expect(about(await problemsOf(shop, shop.market.listing({ onChannel })), "category")).toHaveLength(1);
    },
    refuses("category"),
  );
  promise("finds nothing wrong with a good listing before the channel's tree was read", (shop) => {
    expect(edge.checkListing(shop.market.listing(), nothingRead)).toEqual([]);
  });
  promise("checks without changing what it is given, and twice alike", async (shop) => {
    const { listing } = part(shop.market.broken[0]);
    const taxonomy = await taxonomyOf(shop, [listing]);
    const kept = structuredClone([listing, taxonomy]);
    expect(edge.checkListing(listing, taxonomy)).toEqual(edge.checkListing(listing, taxonomy));
    expect([listing, taxonomy]).toEqual(kept);
  });
  promise("never throws, whatever a listing or a tree says", (shop) => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("", " ", "101127", "HY", "#".repeat(40), "đ\u0000", "toString", "__proto__"),
    );
    const category = fc.record({ id: text, name: text, leaf: fc.boolean() });
    const attribute = fc.record({
      id: text,
      name: text,
      required: fc.boolean(),
      values: fc.array(fc.record({ id: text, name: text }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.record({ title: text, description: text, brand: text, price: fc.nat(), weightGrams: fc.nat() }),
        fc.record({
          categoryId: text,
          carrierIds: fc.array(text),
          attributes: fc.dictionary(text, fc.array(text, { maxLength: 3 })),
        }),
        fc.record({
          categories: fc.array(category),
          attributes: fc.dictionary(text, fc.array(attribute)),
          carriers: fc.array(fc.record({ id: text, name: text, enabled: fc.boolean() })),
        }),
        (words, onChannel, taxonomy) => {
          const listing = shop.market.listing({ ...(words as Partial<Listing>), onChannel });
          for (const { code, field } of edge.checkListing(listing, taxonomy))
            expect([Boolean(code), Boolean(field)]).toEqual([true, true]);
        },
      ),
      { numRuns: 100 },
    );
  });
}

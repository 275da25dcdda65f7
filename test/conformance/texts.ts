import type { Listing } from "connectors/contract";
import fc from "fast-check";
import { expect } from "vitest";
import { first, part, type Shop, type Suite } from "./suite.ts";

const placesOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([place]) => place).toSorted();

/** What people read: sentences of the connector, and the text of listings. */
export function describeTexts({ channel, edge, texts, ports, promise }: Suite): void {
  promise("says each of its sentences in Vietnamese and in English, with the same places", () => {
    const own = texts.filter(({ vi }) => Object.keys(vi).some((code) => code.startsWith(`${channel.channel}.`)));
    expect(own).toHaveLength(1);
    for (const { vi, en } of own) {
      expect(Object.keys(en).toSorted()).toEqual(Object.keys(vi).toSorted());
      for (const [code, sentence] of Object.entries(vi))
        expect([code, placesOf(en[code] ?? "")]).toEqual([code, placesOf(sentence)]);
    }
  });
  promise("says in every sentence what to do next or who does it", () => {
    for (const { vi } of texts)
      for (const [code, sentence] of Object.entries(vi))
        if (code.startsWith(`${channel.channel}.`)) expect([code, sentence.split(/[.:!?]\s/).length > 1]).toEqual([code, true]);
  });

  if (!ports.listings) return;
  const certificate = {
    stars: 4,
    decisionNumber: "1234/QĐ-UBND",
    decisionDate: "2025-01-31",
    validTo: "2028-01-31",
    simulated: false,
  } as const;
  const rendered = (shop: Shop, more: Partial<Listing> = {}) => edge.renderListing(shop.market.listing(more));

  promise("writes stars only from a certificate, with its decision and its day", (shop) => {
    for (const stars of [3, 4, 5] as const) {
      const { description } = rendered(shop, { certificate: { ...certificate, stars } });
      for (const word of [`OCOP ${stars} sao`, "1234/QĐ-UBND", "31/01/2025"]) expect(description).toContain(word);
    }
  });
  promise("writes neither stars nor OCOP without a certificate", (shop) => {
    const { title, description } = rendered(shop);
    expect(`${title} ${description}`).not.toMatch(/OCOP|\bsao\b/);
  });
  promise("says of a simulated certificate that it is one", (shop) => {
    expect(rendered(shop, { certificate: { ...certificate, simulated: true } }).description).toContain("mô phỏng");
    expect(rendered(shop, { certificate }).description).not.toContain("mô phỏng");
  });
  promise("says of drawings that they are no photographs", (shop) => {
    const { pictures } = shop.market.listing();
    expect(rendered(shop).description).toMatch(/minh ho[ạa]/i);
    const photographs = pictures.map((picture) => ({ ...picture, illustration: false }));
    expect(rendered(shop, { pictures: photographs }).description).not.toMatch(/minh ho[ạa]\./i);
  });
  promise("says who makes it and where it is from", (shop) => {
    const { description } = rendered(shop);
    for (const word of ["HTX Minh Họa", "Hưng Yên", "500 g"]) expect(description).toContain(word);
  });
  promise("renders a listing alike each time, whatever it says", (shop) => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (title, description) => {
        const listing = shop.market.listing({ title, description });
        const kept = structuredClone(listing);
        expect(edge.renderListing(listing)).toEqual(edge.renderListing(listing));
        expect(listing).toEqual(kept);
      }),
      { numRuns: 50 },
    );
  });
  promise("shows quotes, ampersands, angles and blank lines as they were written", async (shop) => {
    const words = {
      title: "Long nhãn “loại 1” & mật ong",
      description: 'Nhãn "lồng" <tuyển chọn> & sấy dẻo.\n\nBảo quản: 5 < t < 25 °C.\nĂn liền; 100% nhãn.',
    };
    await shop.create(first, words);
    const [seen] = await part(shop.connector.listings).look(first);
    expect({ title: seen?.title, description: seen?.description }).toEqual(rendered(shop, words));
  });
  promise("sees its own certified text as it sent it", async (shop) => {
    await shop.create(first, { certificate });
    const [seen] = await part(shop.connector.listings).look(first);
    expect(seen?.description).toBe(rendered(shop, { certificate }).description);
  });
}

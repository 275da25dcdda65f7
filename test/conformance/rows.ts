import type { ListedSku, PushReport, Sku } from "connectors/contract";
import { pushReportSchema, renderText } from "connectors/contract";
import { expect } from "vitest";
import type { ListingTruth } from "./marketplace.ts";
import { allSkus, part, type Shop } from "./suite.ts";

/** Rows of numbers pushed to listings: each listing there has its number, old or new. */
export interface Pushed {
  readonly rows: readonly { readonly listed: ListedSku; readonly number: number }[];
  readonly report: PushReport;
  readonly before: ReadonlyMap<Sku, ListingTruth>;
}

/**
 * What every report owes: each SKU once; what it calls applied is there, what it calls refused is as it was. Of what it is
 * unsure of it says nothing, and there it is one or the other.
 */
export function expectHonest(shop: Shop, { rows, report, before }: Pushed, numberOf: (truth: ListingTruth) => number): void {
  expect(pushReportSchema.safeParse(report).success).toBe(true);
  const { applied, refused, unsure } = report;
  const told = [...applied, ...refused.map(({ sku }) => sku), ...unsure];
  expect(told.toSorted()).toEqual(rows.map(({ listed }) => listed.sku).toSorted());
  for (const { listed, number } of rows) {
    const old = before.get(listed.sku);
    if (old?.state === "gone") continue;
    const now = numberOf(shop.market.truth(listed));
    const was = old && numberOf(old);
    if (applied.includes(listed.sku)) expect([listed.sku, now]).toEqual([listed.sku, number]);
    else if (unsure.includes(listed.sku)) expect([was, number]).toContain(now);
    else expect([listed.sku, now]).toEqual([listed.sku, was]);
  }
  for (const { code, says } of refused) {
    expect(code).toBeTruthy();
    expect(renderText(shop.texts, says, "vi")).toMatch(/\p{L}/u);
  }
}

/** So many listings of another hand, on sale. */
export const someListings = (shop: Shop, count: number): ListedSku[] =>
  Array.from({ length: count }, (_, index) => shop.market.make(part(allSkus[index]), { stock: 3, price: 150_000 }));

export const truthsOf = (shop: Shop, listed: readonly ListedSku[]): ReadonlyMap<Sku, ListingTruth> =>
  new Map(listed.map((each) => [each.sku, shop.market.truth(each)]));

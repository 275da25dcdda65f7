import type { ChannelPolicy } from "../contract/index.ts";

/** Rates of single calls are not published (lazada §4): five a second unless settings say otherwise. Retry is for reads alone. */
export const lazadaPolicy: ChannelPolicy = {
  timeoutMs: 20_000,
  rate: { requests: 5, perMs: 1_000 },
  retry: { attempts: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 },
};

/** Documented on the pages of the calls (lazada §4). */
export const lazadaLimits = {
  /** 50 are taken, 20 recommended (DOC:121234). */
  skusPerWrite: 20,
  productsPerPage: 50,
  productOffset: 10_000,
  /** A page's items are read in one call, which takes 50. */
  ordersPerPage: 50,
  orderOffset: 5_000,
  brandsPerPage: 200,
  returnsPerPage: 50,
  pictures: 8,
  titleLength: 255,
  descriptionLength: 25_000,
  weightGrams: 40_000,
  sidesMillimetres: 3_000,
  /** "The ban will last 1 seconds" (DOC:121320). */
  banMs: 1_000,
} as const;

/** Sides of `/image/migrate` (DOC guides); the weight is that of the older page, under both that are written. */
export const lazadaPictures = { shortestSide: 330, longestSide: 5_000, mostBytes: 1_000_000 } as const;

import type { ChannelPolicy } from "../contract/index.ts";

/**
 * Shopee publishes no rate; one integrator was stable at 100 requests a second, so ten an account is kind, and 100 is the most
 * for all of an application. Its daily quota has no published number. Retry is for reads alone.
 */
export const shopeePolicy: ChannelPolicy = {
  timeoutMs: 20_000,
  rate: { requests: 10, perMs: 1_000 },
  appRate: { requests: 100, perMs: 1_000 },
  retry: { attempts: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 },
};

/** Documented on the pages of the calls (shopee §4). */
export const shopeeLimits = {
  itemsPerPage: 100,
  brandsPerPage: 100,
  itemsPerDetail: 50,
  /** update_stock and update_price: one item, this many of its models. */
  modelsPerWrite: 50,
  ordersPerPage: 100,
  ordersPerDetail: 50,
  packagesPerDetail: 50,
  returnsPerPage: 100,
  /** Of get_order_list and get_return_list. */
  windowSeconds: 15 * 86_400,
  /** Ten megabytes, by the smaller reading; no side is documented, so the longest is ours. */
  picture: { shortestSide: 1, longestSide: 8_000, mostBytes: 10_000_000 },
} as const;

/** Shopee opened in 2015: no item is older. */
export const oldestSeconds = Date.UTC(2015, 0, 1) / 1000;

/** The daily quota starts anew at 0:00 UTC+8 (shopee §1). */
export function untilQuotaMs(now: Date): number {
  const day = 86_400_000;
  return day - ((now.getTime() + 8 * 3_600_000) % day);
}

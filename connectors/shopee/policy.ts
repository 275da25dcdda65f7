import type { ChannelPolicy } from "../contract/index.ts";

/** Shopee publishes no rate; one integrator was stable at 100 requests a second, so ten is kind. Retry is for reads alone. */
export const shopeePolicy: ChannelPolicy = {
  timeoutMs: 20_000,
  rate: { requests: 10, perMs: 1_000 },
  retry: { attempts: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 },
};

/** Documented on the pages of the calls (developer guide 211; API pages). */
export const shopeeLimits = {
  itemsPerPage: 100,
  itemsPerDetail: 50,
  ordersPerDetail: 50,
  orderWindowSeconds: 15 * 86_400,
} as const;

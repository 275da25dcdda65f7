import type { ChannelPolicy } from "../contract/index.ts";

/** For channels that publish no numbers: pages are looked at as slowly as a person would. */
export const carriedPolicy: ChannelPolicy = {
  timeoutMs: 20_000,
  rate: { requests: 1, perMs: 5_000 },
  retry: { attempts: 2, firstDelayMs: 60_000, longestDelayMs: 600_000 },
};

import type { ChannelPolicy } from "../contract/index.ts";

/**
 * The common exceptions page says 200 requests a second and seller; an older note says 50 a second and 500 a minute. Eight
 * keeps both. Retry is for reads alone.
 */
export const tikiPolicy: ChannelPolicy = {
  timeoutMs: 20_000,
  rate: { requests: 8, perMs: 1_000 },
  retry: { attempts: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 },
};

export const tikiLimits = {
  /** The error text says at most 100; some lists were seen to stop at 50 (tiki §4). */
  rowsPerPage: 50,
  /** Lists end after so many rows, whatever their total (open-api-docs issue 243). */
  rowsPerList: 10_000,
  /** Product guides: pictures of at least 500 × 500. */
  pictureSide: 500,
  /** The attribute that holds brands (tiki §5). */
  brandAttribute: 603,
} as const;

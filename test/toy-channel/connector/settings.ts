import { type ChannelCode, type ChannelPolicy, secretSchema } from "connectors/contract";
import { z } from "zod";

/** The word that a line in `contract/channel-code.ts` would add to the closed list. */
export const toy = "toy" as ChannelCode;

/** One stall. Its owner gives the key by hand, so nobody signs in. */
export const toySettingsSchema = z.strictObject({
  stall: z.string().regex(/^[a-z0-9]+$/),
  key: secretSchema,
  apiHost: z.url(),
  requestsPerSecond: z.coerce.number().positive().max(50).optional(),
});
export type ToySettings = z.infer<typeof toySettingsSchema>;

/** Chợ quê §1: twenty calls a second for a stall. Retry is for reads alone. */
export const toyPolicy: ChannelPolicy = {
  timeoutMs: 10_000,
  rate: { requests: 20, perMs: 1_000 },
  retry: { attempts: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 },
};
export const toyLimits = { nameLength: 80, rowsPerPage: 50 } as const;

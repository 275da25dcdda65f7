import { z } from "zod";
import { instantSchema } from "./instant.ts";

/** What a consent page sent back in its query. */
export const consentGrantSchema = z.object({ query: z.record(z.string(), z.string()) });
export type ConsentGrant = z.infer<typeof consentGrantSchema>;

export interface ConsentRequest {
  readonly redirectUrl: string;
  readonly state: string;
}

/** The answer as it came: stored encrypted before anything reads it (sync-protocol §12). */
export const rawAccessSchema = z.object({
  status: z.int(),
  body: z.string(),
  receivedAt: instantSchema,
  /** The shop that was asked for, where one answer may grant several. */
  shopId: z.string().optional(),
});
export type RawAccess = z.infer<typeof rawAccessSchema>;

export const accessSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: instantSchema,
  /** The shop that signed in, as the channel names it. */
  shopId: z.string().optional(),
});
export type Access = z.infer<typeof accessSchema>;

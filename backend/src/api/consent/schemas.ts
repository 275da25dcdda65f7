import { z } from "@medusajs/framework/zod";

/** The query of the consent page's redirect, as it came. */
export const consentReturnSchema = z.strictObject({ query: z.record(z.string().max(100), z.string().max(4_000)) });

import { z } from "@medusajs/framework/zod";

export const tokenSchema = z.strictObject({ token: z.string().max(200) });
/** How long a password is, is said in words where it is set; here only what no form sends. */
const typed = z.string().max(1_000).optional();
export const passwordSchema = tokenSchema.extend({ password: typed, existing_password: typed });

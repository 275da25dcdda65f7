import { z } from "@medusajs/framework/zod";

/** How long a password is, is said in words where it is set; here only what no form sends. */
const typed = z.string().max(1_000).optional();
export const passwordSchema = z.strictObject({ password: typed, existing_password: typed });

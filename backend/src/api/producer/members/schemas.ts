import { z } from "@medusajs/framework/zod";

const typed = z.string().max(400);
/** Staff: another owner is made by the operator. */
export const inviteSchema = z.strictObject({ name: typed, phone: typed });

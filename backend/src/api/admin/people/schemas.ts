import { z } from "@medusajs/framework/zod";

const typed = z.string().max(400);
export const memberSchema = z.strictObject({
  name: typed,
  phone: typed,
  producer_id: typed,
  role: z.enum(["owner", "staff"]),
});
export const officerSchema = z.strictObject({
  name: typed,
  phone: typed,
  organisation: typed,
  role: z.enum(["reader", "recorder"]),
});

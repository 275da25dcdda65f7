import { z } from "zod";
import { listedSkuSchema } from "./listing.ts";
import { vndSchema } from "./vnd.ts";

export const offerSchema = z.strictObject({ listed: listedSkuSchema, price: vndSchema });
export type Offer = z.infer<typeof offerSchema>;

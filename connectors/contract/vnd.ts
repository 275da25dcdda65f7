import { z } from "zod";

/** Whole đồng; the đồng has no smaller unit, so nothing is ever multiplied by 100. */
export const vndSchema = z.int().nonnegative().brand<"Vnd">();
export type Vnd = z.infer<typeof vndSchema>;

/** Throws a ZodError for a fraction, a negative amount or a number that is not safe. */
export const vnd = (amount: number): Vnd => vndSchema.parse(amount);

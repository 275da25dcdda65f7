import { z } from "zod";
import { askBackend } from "./backend.server.ts";

const placeSchema = z.object({ code: z.string(), name: z.string() });
export type Place = z.infer<typeof placeSchema>;

const provinceSchema = placeSchema.extend({ zone: z.string().nullish() });
/** `zone` is what the delivery fee goes by. */
export type Province = z.infer<typeof provinceSchema>;

const provincesSchema = z.object({ provinces: z.array(provinceSchema) });
const communesSchema = z.object({ communes: z.array(placeSchema) });

/** The 34 provinces and cities, as they are since July 2025. */
export async function readProvinces(): Promise<readonly Province[]> {
  return (await askBackend("/store/provinces", { answer: provincesSchema })).provinces;
}

export async function readCommunes(provinceCode: string): Promise<readonly Place[]> {
  const path = `/store/provinces/${encodeURIComponent(provinceCode)}/communes`;
  return (await askBackend(path, { answer: communesSchema })).communes;
}

import { z } from "zod";
import { askBackend } from "./backend.server.ts";

const placeSchema = z.object({ code: z.string(), name: z.string() });
export type Place = z.infer<typeof placeSchema>;

const provincesSchema = z.object({ provinces: z.array(placeSchema) });
const communesSchema = z.object({ communes: z.array(placeSchema) });

/** The 34 provinces and cities, as they are since July 2025. */
export async function readProvinces(): Promise<readonly Place[]> {
  return (await askBackend("/store/provinces", { answer: provincesSchema })).provinces;
}

export async function readCommunes(provinceCode: string): Promise<readonly Place[]> {
  const path = `/store/provinces/${encodeURIComponent(provinceCode)}/communes`;
  return (await askBackend(path, { answer: communesSchema })).communes;
}

import { data } from "react-router";
import { BackendRefused } from "../backend/backend.server.ts";
import { readCommunes } from "../backend/places.server.ts";
import type { Route } from "./+types/thanh-toan.xa-phuong";

/** The communes of a province, for the checkout form where scripts run; without them the form asks in two steps. */
export async function loader({ request }: Route.LoaderArgs) {
  const province = new URL(request.url).searchParams.get("province") ?? "";
  if (!/^\d{1,3}$/.test(province)) return { province, communes: [] };
  const communes = await readCommunes(province).catch((error: unknown) => {
    if (error instanceof BackendRefused) return [];
    throw error;
  });
  return data({ province, communes }, { headers: { "cache-control": "public, max-age=3600" } });
}

import type { LazadaSku } from "./wire.ts";

export interface LazadaCounters {
  readonly sellable: number;
  readonly total?: number;
  readonly held?: number;
  readonly floor?: number;
}

type Name = "sellableQuantity" | "totalQuantity" | "withholdQuantity" | "occupyQuantity";

/** Lazada's own warehouses too: all of them sell (lazada §6). Undefined unless each of them tells. */
function sum(sku: LazadaSku, name: Name): number | undefined {
  const places = [...(sku.multiWarehouseInventories ?? []), ...(sku.fblWarehouseInventories ?? [])];
  if (!places.length || places.some((place) => place[name] == null)) return undefined;
  return places.reduce((total, place) => total + (place[name] ?? 0), 0);
}

/** `Available` and `quantity` are the same number for a SKU whose warehouses are not told. */
export function sellableFromLazada(sku: LazadaSku): number | undefined {
  const told = (sku.multiWarehouseInventories?.length ?? 0) + (sku.fblWarehouseInventories?.length ?? 0) > 0;
  return told ? sum(sku, "sellableQuantity") : (sku.Available ?? sku.quantity ?? undefined);
}

/** Undefined where nothing is said of what may be sold. */
export function countersFromLazada(sku: LazadaSku, at: Date): LazadaCounters | undefined {
  const sellable = sellableFromLazada(sku);
  if (sellable === undefined) return undefined;
  const [total, withheld, occupied] = [sum(sku, "totalQuantity"), sum(sku, "withholdQuantity"), sum(sku, "occupyQuantity")];
  const floor = (sku.channelInventories ?? [])
    .filter(({ endTime }) => !hasEnded(endTime, at))
    .reduce((locked, { sellableQuantity }) => locked + (sellableQuantity ?? 0), 0);
  return {
    sellable,
    ...(total === undefined ? {} : { total }),
    ...(withheld === undefined || occupied === undefined ? {} : { held: withheld + occupied }),
    ...(floor > 0 ? { floor } : {}),
  };
}

/** A campaign's `2026-01-06 23:59:59` is Viet Nam's time; one that cannot be read goes on. */
const hasEnded = (endTime: string | null | undefined, at: Date) =>
  Date.parse(`${(endTime ?? "").replace(" ", "T")}+07:00`) < at.getTime();

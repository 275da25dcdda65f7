import { holdUnits, newShelf, releaseUnits, type Shelf, sellable, setUnits, unitsAt } from "../kit/shelf.ts";
import type { Item, Shop } from "./state.ts";
import type { Store } from "./store.ts";

/** "" is the one place of a shop without several warehouses. */
export const locationsOf = (shop: Shop): readonly string[] => (shop.locations.length ? shop.locations : [""]);

const shelvesOf = (item: Item, modelId: number): readonly Shelf[] => Object.values(item.shelves[modelId] ?? {});

export const unitsForSale = (item: Item, modelId: number): number =>
  shelvesOf(item, modelId).reduce((sum, shelf) => sum + sellable(shelf), 0);

/** By location, as it was to be read then. */
export const unitsSeen = (item: Item, modelId: number, then: number): { location_id: string; stock: number }[] =>
  Object.entries(item.shelves[modelId] ?? {}).map(([location_id, shelf]) => {
    const shown = unitsAt(shelf, then);
    return { location_id, stock: shown ? sellable(shown) : 0 };
  });

export function putUpShelves(
  item: Item,
  modelId: number,
  stock: readonly { location: string; units: number }[],
  at: number,
): void {
  item.shelves[modelId] = Object.fromEntries(stock.map(({ location, units }) => [location, newShelf(units, at)]));
}

/** §6: the total written must not be below what promotions have reserved. */
export const reservedUnits = (store: Store, item: Item, modelId: number, at: number): number =>
  store
    .running(item, at, modelId)
    .flatMap(({ models }) => models)
    .filter(({ model_id }) => model_id === modelId)
    .reduce((sum, { reserved }) => sum + reserved, 0);

/** Acknowledged now; it takes effect at once, or as much later as the dial says. */
export function writeUnits(store: Store, item: Item, modelId: number, location: string, units: number, at: number): void {
  const entry = { kind: "write", item_id: item.item_id, model_id: modelId, location, units } as const;
  const late = store.lag(store.state.dials.writeEffectMs);
  if (late > 0) store.later({ ...entry, at: at + late });
  else takeEffect(store, entry, at);
}

export function takeEffect(
  store: Store,
  { item_id, model_id, location, units }: { item_id: number; model_id: number; location: string; units: number },
  at: number,
): void {
  const shelf = store.item(item_id)?.shelves[model_id]?.[location];
  if (shelf) setUnits(shelf, units, store.state.dials, at);
  store.changed();
}

/** Takes them off sale at the first place that has them all; undefined where none has. */
export function holdSomewhere(store: Store, item: Item, modelId: number, units: number, at: number): string | undefined {
  for (const [location, shelf] of Object.entries(item.shelves[modelId] ?? {}))
    if (holdUnits(shelf, units, store.state.dials, at)) return location;
  return undefined;
}

/** Cancelled units come back on sale, at once or as late as the dial says; what voided models held is gone. */
export function restock(store: Store, item: Item, modelId: number, location: string, units: number, at: number): void {
  const late = store.lag(store.state.dials.restockMs);
  const entry = { kind: "restock", item_id: item.item_id, model_id: modelId, location, units } as const;
  if (late > 0) store.later({ ...entry, at: at + late });
  else comeBack(store, entry, at);
}

export function comeBack(
  store: Store,
  { item_id, model_id, location, units }: { item_id: number; model_id: number; location: string; units: number },
  at: number,
): void {
  const shelf = store.item(item_id)?.shelves[model_id]?.[location];
  if (shelf) releaseUnits(shelf, units, store.state.dials, at);
  store.changed();
}

import { handOverUnits, holdUnits, newShelf, releaseUnits, type Shelf, sellable, setUnits, unitsAt } from "../kit/shelf.ts";
import type { Events } from "./events.ts";
import type { Product } from "./state.ts";
import type { World } from "./world.ts";

export interface Taken {
  readonly warehouseId: number;
  readonly units: number;
}
interface Units {
  readonly available: number;
  readonly reserved: number;
}
const saleable = ({ available, reserved }: Units): number => Math.max(0, available - reserved);

/** §6: `qty_available` is all there is of a product in a warehouse, and orders hold a part of it. */
export function createStock(world: World, events: Events, touched: (product: Product, at: number) => void) {
  const { dials } = world;
  const shelfOf = (product: Product, warehouseId: number, at: number): Shelf => {
    product.shelves[warehouseId] ??= newShelf(0, at);
    return product.shelves[warehouseId];
  };

  function move(product: Product, warehouseId: number, at: number, act: (shelf: Shelf) => boolean): boolean {
    const shelf = shelfOf(product, warehouseId, at);
    const before = { available: shelf.total, reserved: shelf.held };
    if (!act(shelf)) return false;
    const after = { available: shelf.total, reserved: shelf.held };
    if (before.available === after.available && before.reserved === after.reserved) return true;
    touched(product, at);
    events.tell(
      product.sellerId,
      "PRODUCT_INVENTORY_UPDATED",
      "v2",
      {
        product_id: product.id,
        original_sku: product.versions.at(-1)?.originalSku ?? "",
        warehouse_id: warehouseId,
        quantity_available_from: before.available,
        quantity_available_to: after.available,
        quantity_reserved_from: before.reserved,
        quantity_reserved_to: after.reserved,
        quantity_sellable_from: saleable(before),
        quantity_sellable_to: saleable(after),
      },
      at,
    );
    return true;
  }
  const warehousesOf = (product: Product): number[] => Object.keys(product.shelves).map(Number);
  const left = (product: Product): number => Object.values(product.shelves).reduce((sum, shelf) => sum + sellable(shelf), 0);
  const allUnits = (shelves: Iterable<{ total: number; held: number }>): Units => {
    let [available, reserved] = [0, 0];
    for (const { total, held } of shelves) {
      available += total;
      reserved += held;
    }
    return { available, reserved };
  };

  return {
    shelfOf,
    left,
    now: (product: Product) => allUnits(Object.values(product.shelves)),
    /** What a reader saw at that moment; undefined while there was nothing to see. */
    seen(product: Product, at: number): (Units & { saleable: number }) | undefined {
      const shelves = Object.values(product.shelves).flatMap((shelf) => unitsAt(shelf, at) ?? []);
      if (!shelves.length) return undefined;
      return {
        ...allUnits(shelves),
        saleable: shelves.reduce((sum, { total, held }) => sum + Math.max(0, total - held), 0),
      };
    },
    /** What a write would lower, and a promotion may forbid. */
    lowers: (product: Product, warehouseId: number, units: number): boolean =>
      units < (product.shelves[warehouseId]?.total ?? 0),
    /** False where a total below what orders hold is refused. It takes effect later where the dial says so. */
    write(product: Product, warehouseId: number, units: number, at: number): boolean {
      const rules = dials();
      if (rules.writeKind === "gross-set" && rules.belowHolds === "refused")
        if (units < (product.shelves[warehouseId]?.held ?? 0)) return false;
      const effectMs = world.lag(rules.writeEffectMs);
      if (effectMs > 0) world.later({ at: at + effectMs, act: "write", productId: product.id, warehouseId, units });
      else move(product, warehouseId, at, (shelf) => setUnits(shelf, units, rules, at));
      return true;
    },
    carryOut(product: Product, warehouseId: number, units: number, at: number): void {
      move(product, warehouseId, at, (shelf) => setUnits(shelf, units, dials(), at));
    },
    /** A person at the seller's desk counts anew. */
    correct(product: Product, warehouseId: number, units: number, at: number): void {
      const whatThereIs = { ...dials(), writeKind: "gross-set", belowHolds: "clipped" } as const;
      move(product, warehouseId, at, (shelf) => setUnits(shelf, units, whatThereIs, at));
    },
    /** An order takes units off sale, from one warehouse if it has them all. Undefined where there are too few. */
    hold(product: Product, units: number, at: number): Taken[] | undefined {
      const rules = dials();
      if (rules.sellsOnlyWhatItShows && units > left(product)) return undefined;
      const warehouses = warehousesOf(product);
      const room = (id: number) => sellable(shelfOf(product, id, at));
      const whole = warehouses.find((id) => room(id) >= units);
      const taken: Taken[] = [];
      let missing = units;
      for (const id of whole === undefined ? warehouses : [whole]) {
        const some = Math.min(missing, room(id));
        if (some > 0) taken.push({ warehouseId: id, units: some });
        missing -= some;
      }
      // Only where nobody checks: more is sold than there is.
      if (missing > 0) taken.push({ warehouseId: warehouses[0] ?? 0, units: missing });
      for (const { warehouseId, units: some } of taken)
        move(product, warehouseId, at, (shelf) => holdUnits(shelf, some, rules, at));
      return taken;
    },
    release(product: Product, taken: readonly Taken[], at: number): void {
      for (const { warehouseId, units } of taken)
        move(product, warehouseId, at, (shelf) => (releaseUnits(shelf, units, dials(), at), true));
    },
    handOver(product: Product, taken: readonly Taken[], at: number): void {
      for (const { warehouseId, units } of taken)
        move(product, warehouseId, at, (shelf) => (handOverUnits(shelf, units, dials(), at), true));
    },
  };
}
export type Stock = ReturnType<typeof createStock>;

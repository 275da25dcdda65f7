import { addUnits, handOverUnits, holdUnits, newShelf, releaseUnits, sellable, setUnits, unitsAt } from "../kit/shelf.ts";
import type { Messages } from "./messages.ts";
import type { Campaign, OrderItem, Stock } from "./state.ts";
import type { Store } from "./store.ts";

export type Write = "net" | "gross" | "move";
export interface Refusal {
  readonly code: string;
  readonly message: string;
}
export interface Buckets {
  readonly warehouse: string;
  readonly total: number;
  readonly sellable: number;
  readonly withhold: number;
  readonly occupy: number;
}
const shallow = 5;

/** §6: what there is of each SKU in each warehouse, and who may change it to what. */
export function createStocks(store: Store, messages: Messages) {
  /** Warehouses that came later have nothing yet. */
  function of(skuId: number): Stock[] {
    const { stocks } = store.state;
    const all = stocks[skuId] ?? [];
    stocks[skuId] = all;
    for (const warehouse of store.dials.warehouses)
      if (!all.some((each) => each.warehouse === warehouse))
        all.push({ warehouse, shelf: newShelf(0, store.now()), withheld: [{ at: store.now(), units: 0 }] });
    return all;
  }
  const at = (skuId: number, warehouse: string) => of(skuId).find((each) => each.warehouse === warehouse);
  const net = () => ({ ...store.dials, writeKind: "net-set" }) as const;
  const left = (skuId: number) => of(skuId).reduce((sum, { shelf }) => sum + sellable(shelf), 0);
  const withheld = ({ withheld: history }: Stock) => history.at(-1)?.units ?? 0;

  function campaign(skuId: number): Campaign | undefined {
    const found = store.state.campaigns[skuId];
    return found && found.from <= store.now() && store.now() <= found.to ? found : undefined;
  }

  /** A change of a warehouse that brings it below five is told of. */
  function changed(skuId: number, stock: Stock, before: number, moved?: number): void {
    if (moved) stock.withheld = [...stock.withheld.slice(-30), { at: store.now(), units: withheld(stock) + moved }];
    const { total, held } = stock.shelf;
    if (sellable(stock.shelf) < shallow && sellable(stock.shelf) < before)
      messages.lowStock(skuId, {
        warehouse: stock.warehouse,
        total,
        withheld: withheld(stock),
        occupied: held - withheld(stock),
      });
    store.changed();
  }

  function refusal(skuId: number, stock: Stock, how: Write, units: number): Refusal | undefined {
    const { writeKind, belowHolds, promotionLocks, megaCampaign } = store.dials;
    const here = sellable(stock.shelf);
    const after =
      how === "move" ? here + units : how === "gross" && writeKind === "gross-set" ? units - stock.shelf.held : units;
    if (how !== "move" && units < 0)
      return { code: "4152", message: "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL:illegal parameter:quantity" };
    if (how === "move" && after < 0)
      return { code: "212", message: "INV_NEGATIVE_SELLABLE:Sellable inventory cannot be negative" };
    const running = promotionLocks ? campaign(skuId) : undefined;
    if (running && megaCampaign && after < here)
      return {
        code: "4170",
        message:
          "During the Mega campaign, there are restrictions for stock adjustments in effect. Sellers can increase stocks, but may not decrease stocks.",
      };
    if (after < 0 && belowHolds === "refused")
      return { code: "501", message: "the total is less than what orders withhold and occupy" };
    const locked = running ? Math.min(running.units, left(skuId)) : 0;
    if (left(skuId) - here + Math.max(0, after) < locked)
      return { code: "501", message: "negative sellable on channel inventory" };
    return undefined;
  }

  return {
    of,
    left,
    campaign,

    open(skuId: number, units: number): void {
      const [first] = of(skuId);
      if (first && units > 0) setUnits(first.shelf, units, net(), store.now());
    },

    /** As a reader sees it who is so much behind. */
    seen(skuId: number, behindMs: number): Buckets[] {
      const then = store.now() - behindMs;
      return of(skuId).map((stock) => {
        const [first] = stock.shelf.shown;
        const { total, held } = unitsAt(stock.shelf, then) ?? first ?? stock.shelf;
        const kept = stock.withheld.findLast((each) => each.at <= then)?.units ?? 0;
        return { warehouse: stock.warehouse, total, sellable: sellable({ total, held }), withhold: kept, occupy: held - kept };
      });
    },

    refusal(skuId: number, warehouse: string, how: Write, units: number): Refusal | undefined {
      const stock = at(skuId, warehouse);
      return stock ? refusal(skuId, stock, how, units) : { code: "501", message: `warehouse ${warehouse} is not the seller's` };
    },
    /** Checked before; takes effect now or when it is due, as far as it then can. */
    write(skuId: number, warehouse: string, how: Write, units: number): void {
      const { writeEffectMs, moveIsAtomic } = store.dials;
      const lateMs = how === "move" && moveIsAtomic ? 0 : store.lag(writeEffectMs);
      if (lateMs > 0) store.later({ at: store.now() + lateMs, act: "write", sku_id: skuId, warehouse, how, units });
      else this.takeEffect(skuId, warehouse, how, units);
    },
    takeEffect(skuId: number, warehouse: string, how: Write, units: number): void {
      const stock = at(skuId, warehouse);
      if (!stock) return;
      const before = sellable(stock.shelf);
      if (how === "move") addUnits(stock.shelf, Math.max(units, -before), store.now());
      else setUnits(stock.shelf, units, how === "net" ? net() : { ...store.dials, belowHolds: "clipped" }, store.now());
      changed(skuId, stock, before);
    },

    /** The first warehouse that still sells one more than was just taken there; any, where sales are not checked. */
    warehouseFor(skuId: number, taken: Readonly<Record<string, number>>): string | undefined {
      const all = of(skuId);
      const found = all.find(({ warehouse, shelf }) => sellable(shelf) > (taken[`${skuId} ${warehouse}`] ?? 0));
      return (found ?? (store.dials.sellsOnlyWhatItShows ? undefined : all[0]))?.warehouse;
    },
    /** False where there is nothing left. */
    hold(line: OrderItem, bucket: "withheld" | "occupied"): boolean {
      const stock = at(line.sku_id, line.warehouse);
      if (!stock) return false;
      const before = sellable(stock.shelf);
      if (!holdUnits(stock.shelf, 1, store.dials, store.now())) return false;
      line.holds = bucket;
      changed(line.sku_id, stock, before, bucket === "withheld" ? 1 : 0);
      return true;
    },
    paid(line: OrderItem): void {
      const stock = at(line.sku_id, line.warehouse);
      if (!stock || line.holds !== "withheld") return;
      line.holds = "occupied";
      changed(line.sku_id, stock, sellable(stock.shelf), -1);
    },
    release(line: OrderItem): void {
      const stock = at(line.sku_id, line.warehouse);
      if (!stock) return;
      const before = sellable(stock.shelf);
      if (line.holds === "left") addUnits(stock.shelf, 1, store.now());
      else if (line.holds === "withheld" || line.holds === "occupied") releaseUnits(stock.shelf, 1, store.dials, store.now());
      else return;
      const moved = line.holds === "withheld" ? -1 : 0;
      line.holds = "nothing";
      changed(line.sku_id, stock, before, moved);
    },
    handOver(line: OrderItem): void {
      const stock = at(line.sku_id, line.warehouse);
      if (!stock || line.holds !== "occupied") return;
      const before = sellable(stock.shelf);
      handOverUnits(stock.shelf, 1, store.dials, store.now());
      line.holds = "left";
      changed(line.sku_id, stock, before);
    },
    /** Nothing left to sell, wherever it lies. */
    empty(skuId: number): void {
      for (const { warehouse } of of(skuId)) this.takeEffect(skuId, warehouse, "net", 0);
    },
  };
}
export type Stocks = ReturnType<typeof createStocks>;

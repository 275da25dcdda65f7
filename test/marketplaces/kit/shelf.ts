import type { Dials } from "./dials.ts";

/** Units of one SKU at one place: all there are, and those that orders hold. Plain data, so that it can be saved. */
export interface Shelf {
  total: number;
  held: number;
  /** What could be read from which moment on, the newest last. */
  shown: { readonly at: number; readonly total: number; readonly held: number }[];
}
export type StockRules = Pick<Dials, "writeKind" | "belowHolds" | "sellsOnlyWhatItShows" | "totalFallsOnLeave" | "restocks">;

export const newShelf = (total: number, at: number): Shelf => ({ total, held: 0, shown: [{ at, total, held: 0 }] });

export const sellable = ({ total, held }: Pick<Shelf, "total" | "held">): number => Math.max(0, total - held);

/** The number replaces what is left to sell (net), or the total (gross). False where it is refused. */
export function setUnits(shelf: Shelf, units: number, rules: StockRules, at: number): boolean {
  if (rules.writeKind === "gross-set" && rules.belowHolds === "refused" && units < shelf.held) return false;
  change(shelf, { total: rules.writeKind === "net-set" ? units + shelf.held : units }, at);
  return true;
}

/** A difference; refused when less than nothing would be left to sell. */
export function addUnits(shelf: Shelf, units: number, at: number): boolean {
  if (shelf.total + units < shelf.held) return false;
  change(shelf, { total: shelf.total + units }, at);
  return true;
}

/** An order takes units off sale. False where it wants more than there is to sell. */
export function holdUnits(shelf: Shelf, units: number, rules: StockRules, at: number): boolean {
  if (rules.sellsOnlyWhatItShows && units > sellable(shelf)) return false;
  change(shelf, { held: shelf.held + units }, at);
  return true;
}

/** A cancelled order's units come back on sale, or are gone. */
export function releaseUnits(shelf: Shelf, units: number, rules: StockRules, at: number): void {
  change(shelf, { held: shelf.held - units, total: rules.restocks ? shelf.total : shelf.total - units }, at);
}

/** An order's units are handed over. */
export function handOverUnits(shelf: Shelf, units: number, rules: StockRules, at: number): void {
  change(shelf, { held: shelf.held - units, total: rules.totalFallsOnLeave ? shelf.total - units : shelf.total }, at);
}

/** What a reader saw at that moment; undefined while there was nothing to see. */
export const unitsAt = (shelf: Shelf, at: number) => shelf.shown.findLast((each) => each.at <= at);

function change(shelf: Shelf, to: { total?: number; held?: number }, at: number): void {
  Object.assign(shelf, to);
  shelf.shown = [...shelf.shown.slice(-30), { at, total: shelf.total, held: shelf.held }];
}

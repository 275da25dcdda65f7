import type { Exposure } from "./exposure";

/** What an order line does to the shelf; applied to every component of the recipe, times its quantity. */
export interface ShelfChange {
  readonly held: number;
  readonly onHand: number;
}

/** R5: first seen alive. Units move from "sold there unread" to held; the sum is unchanged. */
export function takeOrder(exposure: Exposure, units: number): { exposure: Exposure; shelf: ShelfChange } {
  return { exposure: { ...exposure, liability: exposure.liability - units }, shelf: { held: units, onHand: 0 } };
}

/** R5: first seen already handed over: the goods are off the shelf too (H26). */
export function takeOrderHandedOver(exposure: Exposure, units: number): { exposure: Exposure; shelf: ShelfChange } {
  return { exposure: { ...exposure, liability: exposure.liability - units }, shelf: { held: 0, onHand: -units } };
}

/**
 * R6: a held order is cancelled before hand-over. The units go back to *the channel they were sold on*, never to the pool
 * (H8): the marketplace has already put them on sale again there.
 */
export function giveBack(exposure: Exposure, units: number, readAt: number): { exposure: Exposure; shelf: ShelfChange } {
  return {
    exposure: { ...exposure, liability: exposure.liability + units, returns: [...exposure.returns, { units, readAt }] },
    shelf: { held: -units, onHand: 0 },
  };
}

/** R6: first seen already cancelled: nothing was held, but the units may still be coming back. */
export function rememberReturn(exposure: Exposure, units: number, readAt: number): Exposure {
  return { ...exposure, returns: [...exposure.returns, { units, readAt }] };
}

/** Hand-over of a held order: the goods leave the shelf. */
export const handOver = (units: number): ShelfChange => ({ held: -units, onHand: -units });

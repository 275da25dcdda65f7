import { deficit, room, sellableHere, yielding } from "../ledger";
import { wishOf } from "./share";
import type { PlanComponent, SkuState, StockReason } from "./stock-state";

/** Where an exposure should go. `must` does not wait for a look, a pace or a better moment. */
export interface Goal {
  readonly units: number;
  readonly why: StockReason;
  readonly must?: true;
}

const accepted = (component: PlanComponent): PlanComponent => ({ ...component, allowance: component.accepted });

/** The most that a component's missing units ask of this exposure, where it is among those that give way. */
function asked(sku: SkuState, parts: readonly { component: PlanComponent; quantity: number }[]): number {
  return Math.max(
    0,
    ...parts.map(({ component, quantity }) => {
      const missing = deficit(accepted(component));
      if (!missing || !yielding(component.claimants, missing).has(sku.exposure.id)) return 0;
      return Math.ceil(missing / quantity);
    }),
  );
}

/**
 * What L should become (sync-protocol §3, §7). Units are moved for little reason only upwards: a fall is worth its cost when
 * the promise asks for it, when it is large, or when somebody else has nothing to sell.
 */
export function goalOf(sku: SkuState, components: ReadonlyMap<string, PlanComponent>): Goal {
  const { liability } = sku.exposure;
  const parts = sku.parts.flatMap(({ componentId, quantity }) => {
    const component = components.get(componentId);
    return component ? [{ component, quantity }] : [];
  });
  // A component whose stock is unknown freezes what is made of it (sync-protocol §8).
  if (parts.length < sku.parts.length) return { units: liability, why: "settled" };
  if (!sku.known) return { units: 0, why: "adopted", must: true };
  if (!sku.live) return { units: 0, why: "not-wanted", must: true };
  if (sku.obstacle && parts.some(({ component }) => component.allowance === 0))
    return { units: 0, why: "strict-refused", must: true };
  const give = Math.min(asked(sku, parts), Math.max(0, liability));
  if (give > 0) return { units: liability - give, why: "short", must: true };

  const wish = wishOf(sku, components);
  if (wish >= liability) return { units: wish, why: wish > liability ? "raise" : "settled" };
  if (parts.some(({ component }) => room(component) < 0 && deficit(accepted(component)) === 0))
    return { units: wish, why: "tighten" };
  if (wish === 0 || (liability - wish) * 2 >= liability || parts.some(({ component }) => somebodyIsEmpty(component, sku)))
    return { units: wish, why: "share-anew" };
  // Pooled: what is shown follows what is there, as far as the old and the new number fit side by side.
  if (parts.every(({ component }) => component.accepted > 0)) return { units: wish, why: "follow" };
  return { units: liability, why: "settled" };
}

/** Another channel, or our own shop, has nothing to sell. */
export const somebodyIsEmpty = (component: PlanComponent, sku: SkuState): boolean =>
  sellableHere(component) === 0 ||
  component.claimants.some(
    ({ exposureId, live, reachable, units }) => live && reachable && units <= 0 && exposureId !== sku.exposure.id,
  );

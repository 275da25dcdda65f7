import { bufferOf } from "./buffer";
import type { PlanComponent, SkuState } from "./stock-state";

/**
 * A fair share of what is free and allowed, never more than is on the shelf. What does not divide goes to our own shop first
 * and then along the fixed order, so that with fewer units than sellers some show 0 (sync-protocol §5).
 */
export function shareOf(component: PlanComponent, exposureId: string): number {
  const onShelf = component.onHand - component.held;
  const free = onShelf - bufferOf(component.buffer, onShelf, component.soldLastHour);
  if (free <= 0) return 0;
  const live = component.claimants.filter((claimant) => claimant.live);
  const sellers = live.length + 1;
  const place = live.findIndex((claimant) => claimant.exposureId === exposureId) + 1;
  const units = free + component.allowance;
  const share = Math.floor(units / sellers) + (place < units % sellers ? 1 : 0);
  return Math.min(free, share);
}

/** What an exposure should have: its wish, which admission may still refuse (sync-protocol §8). */
export function wishOf(sku: SkuState, components: ReadonlyMap<string, PlanComponent>): number {
  if (!sku.live || !sku.parts.length) return 0;
  const shares = sku.parts.map(({ componentId, quantity }) => {
    const component = components.get(componentId);
    return component ? Math.floor(shareOf(component, sku.exposure.id) / quantity) : 0;
  });
  return Math.max(0, Math.min(sku.cap ?? Number.MAX_SAFE_INTEGER, ...shares));
}

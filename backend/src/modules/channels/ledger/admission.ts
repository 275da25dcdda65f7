/** One component's row: the jar on the shelf. `claims` is Σ r·L over the exposures that sell it. */
export interface Component {
  readonly id: string;
  readonly onHand: number;
  readonly held: number;
  /** What the producer accepts as possible oversale; 0 is strict (sync-protocol §7). */
  readonly allowance: number;
  readonly claims: number;
}

/** The bound that the screen shows: never clamped from above by what we hope (sync-protocol §7). */
export const bound = (component: Component): number => Math.max(0, component.claims - (component.onHand - component.held));

export const room = ({ onHand, allowance, held, claims }: Component): number => onHand + allowance - held - claims;

/** R1's check: a raise of `units` fits when claims and held stay within on hand and the allowance. */
export const admitsRaise = (component: Component, units: number): boolean => units <= 0 || units <= room(component);

/** Our own shop is one more seller (sync-protocol §1): the goods must be on the shelf, and the bound must hold. */
export function admitsSale(component: Component, units: number): boolean {
  return units <= component.onHand - component.held && units <= room(component);
}

export const sellableHere = (component: Component): number =>
  Math.max(0, Math.min(component.onHand - component.held, room(component)));

/** Positive: more is promised than is there; a person chooses which order gives way (sync-protocol §3). */
export const deficit = (component: Component): number => Math.max(0, -room(component));

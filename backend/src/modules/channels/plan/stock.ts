import { admitsRaise, type Exposure, isUnresolved, loseOverdue, raiseOf, reserve, room, type Write } from "../ledger";
import { moveByDelta } from "./delta";
import { goalOf } from "./goal";
import { moveByGrossSet } from "./gross-set";
import { moveByNetSet } from "./net-set";
import { type Move, type PlanComponent, rest, type SkuState, type StockReason, type StockState } from "./stock-state";

export interface BookedWrite {
  readonly listingId: string;
  readonly writeId: string;
  readonly kind: "net-set" | "gross-set" | "delta";
  /** What is sent: the number, the total or the change. */
  readonly units: number;
  readonly why: StockReason;
  readonly dark: boolean;
  /** After R1. */
  readonly ledger: Exposure;
}
export interface StockPlan {
  readonly writes: readonly BookedWrite[];
  readonly looks: readonly string[];
  readonly why: ReadonlyMap<string, StockReason>;
  readonly failed: readonly { readonly listingId: string; readonly message: string }[];
}

/**
 * One account's stock acts for now (sync-protocol §3): falls first, then raises, each booked in the ledger as it is planned
 * and refused where it does not fit. An exposure that cannot be planned is told and delays no other.
 */
export function planStock(state: StockState): StockPlan {
  const components = new Map(state.components);
  const why = new Map<string, StockReason>();
  const failed: { listingId: string; message: string }[] = [];
  const looks: string[] = [];
  const falls: { sku: SkuState; move: Move }[] = [];
  const raises: SkuState[] = [];
  const each = (sku: SkuState, plan: () => void) => {
    try {
      plan();
    } catch (error) {
      failed.push({ listingId: sku.listingId, message: error instanceof Error ? error.message : String(error) });
    }
  };

  for (const given of state.skus)
    each(given, () => {
      const sku = { ...given, exposure: loseOverdue(given.exposure, state.now) };
      const move = moveOf(sku, { ...state, components });
      why.set(sku.listingId, move.why);
      if (move.send === undefined) {
        if (move.look) looks.push(sku.listingId);
      } else if (raiseOf(sku.exposure, intentOf(sku, move.send, state, "")) > 0) raises.push(sku);
      else falls.push({ sku, move });
    });

  const writes: BookedWrite[] = [];
  const book = (sku: SkuState, move: Move) => {
    if (!move.send) return;
    const writeId = state.writeId(sku.listingId);
    const intent = intentOf(sku, move.send, state, writeId);
    const raise = raiseOf(sku.exposure, intent);
    const parts = sku.parts.map(({ componentId, quantity }) => ({ component: components.get(componentId), quantity }));
    if (parts.some(({ component, quantity }) => !component || !admitsRaise(component, raise * quantity))) {
      why.set(sku.listingId, "no-room");
      return;
    }
    for (const { component, quantity } of parts)
      if (component) components.set(component.id, claimed(component, sku.exposure.id, raise * quantity));
    writes.push({
      listingId: sku.listingId,
      writeId,
      kind: move.send.kind,
      units: move.send.total ?? move.send.units,
      why: move.why,
      dark: move.dark === true,
      ledger: reserve(sku.exposure, intent),
    });
  };
  for (const { sku, move } of falls) each(sku, () => book(sku, move));
  // Whoever has least comes first, so that the last units are shared before they are heaped.
  for (const sku of raises.sort((one, other) => one.exposure.liability - other.exposure.liability))
    each(sku, () => {
      // What was raised before this one may have taken its room.
      const move = moveOf(sku, { ...state, components });
      why.set(sku.listingId, move.why);
      book(sku, move);
    });
  return { writes, looks, why, failed };
}

function intentOf(sku: SkuState, send: NonNullable<Move["send"]>, { now, rules }: StockState, id: string) {
  return { ...send, id, sentAt: now, diesAt: now + rules.sendWithinMs + rules.requestDiesWithinMs };
}

const claimed = (component: PlanComponent, exposureId: string, units: number): PlanComponent => ({
  ...component,
  claims: component.claims + units,
  claimants: component.claimants.map((claimant) =>
    claimant.exposureId === exposureId ? { ...claimant, units: claimant.units + units } : claimant,
  ),
});

function moveOf(sku: SkuState, state: StockState): Move {
  const { exposure } = sku;
  const { now, rules, components } = state;
  // A write over an unresolved one could never be fenced (H6), and a reclaim over one proves nothing.
  if (exposure.writes.some((write) => isUnresolved(write, now))) return rest("unresolved");
  const goal = goalOf(sku, components);
  const rises = goal.units > exposure.liability;
  // After a refusal the same is not asked again at once: it costs liveness, never safety (sync-protocol §5).
  const last = exposure.writes.at(-1);
  if (last?.state === "refused" && wasRaise(last) === rises && now < last.sentAt + rules.lookEveryMs)
    return rest("refused-lately");
  const blind = !state.ordersRead ? "orders-unread" : sku.unread ? "order-unreadable" : undefined;
  if (rises && blind) return rest(blind);
  if (exposure.doubted && sku.known && !goal.must) return { why: "doubted", look: true };
  const fits = Math.min(
    ...sku.parts.map(({ componentId, quantity }) => {
      const component = components.get(componentId);
      return component ? Math.floor(Math.max(0, room(component)) / quantity) : 0;
    }),
    Number.MAX_SAFE_INTEGER,
  );
  const move =
    rules.kind === "gross-set"
      ? moveByGrossSet(sku, goal, state, fits)
      : rules.canAdjust
        ? moveByDelta(sku, goal, fits)
        : moveByNetSet(sku, goal, state, fits);
  // Not even the same units again: a number that repeats may raise.
  return move.send && blind && move.send.units > 0 ? rest(blind) : move;
}

const wasRaise = ({ kind, units, liabilityBefore }: Write): boolean =>
  kind === "gross-set" ? units > liabilityBefore : units > 0;

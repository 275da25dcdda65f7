import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../channels-of";
import { giveBackCancelled } from "../shop/cancelled";
import { cartsOfCode, isHalfMade, ordersOfCode, ordersOfCodes, type StandingOrder, takeBackHalfMade } from "../shop/half-made";
import { codeOfHold, holdKey } from "../shop/order-code";

/** Far longer than a checkout lasts: whoever still works on one must not lose its units. */
const idleMs = 10 * 60_000;
const perQuery = 200;

/**
 * A process that dies between the hold and its order, or amid an order's cancellation, leaves units that nobody could sell
 * again. The order is looked at (sync-protocol §12): none, or a cancelled one, holds nothing; half of one is taken back. One
 * that cannot be settled is logged, and comes again with the next run.
 */
export async function releaseHoldsSince(container: MedusaContainer, before: Date): Promise<number> {
  const codes = (await channelsOf(container).holdsSince(before)).flatMap((key) => codeOfHold(key) ?? []);
  let released = 0;
  // Before Tết most of them are orders that wait to be packed: many a query, and no lock for them.
  for (let from = 0; from < codes.length; from += perQuery) {
    const some = codes.slice(from, from + perQuery);
    const alive = new Set((await ordersOfCodes(container, some)).filter(isAlive).map(({ metadata }) => metadata.code));
    for (const code of some)
      try {
        if (!alive.has(code) && (await settle(container, code, before))) released += 1;
      } catch (error) {
        container.resolve(ContainerRegistrationKeys.LOGGER).error(`The hold of ${code} is not settled: ${String(error)}`);
      }
  }
  return released;
}

const isAlive = (order: StandingOrder): boolean => order.status !== "canceled" && !isHalfMade(order);

/**
 * Under the locks of whoever checks out or cancels; whether there was a hold. A lock may be lost, and Medusa's own way to
 * complete a cart takes neither: a hold that was asked for meanwhile is left to whoever asked.
 */
async function settle(container: MedusaContainer, code: string, before: Date): Promise<boolean> {
  const channels = channelsOf(container);
  const key = holdKey(code);
  const [cartId = code] = await cartsOfCode(container, code);
  const work = async () => {
    if (!(await channels.holdsSince(before)).includes(key)) return false;
    await takeBackHalfMade(container, code);
    const standing = await ordersOfCode(container, code);
    if (standing.some(isAlive)) return false;
    return standing.length ? giveBackCancelled(container, code, standing) : channels.releaseHold(key, before);
  };
  return container.resolve(Modules.LOCKING).execute([`checkout:${cartId}`, `order:${code}`], work, { timeout: 30 });
}

// A scheduled job is handed a second argument of Medusa's own.
export default function releaseIdleHolds(container: MedusaContainer): Promise<number> {
  return releaseHoldsSince(container, new Date(Date.now() - idleMs));
}

export const config = { name: "release-idle-holds", schedule: "*/5 * * * *" };

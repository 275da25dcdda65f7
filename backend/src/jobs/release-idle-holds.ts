import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../channels-of";
import { cartsOfCode, isHalfMade, ordersOfCode, takeBackHalfMade } from "../shop/half-made";
import { codeOfHold, holdKey } from "../shop/order-code";

/** Far longer than a checkout lasts: whoever still works on one must not lose its units. */
const idleMs = 10 * 60_000;

/**
 * A process that dies between the hold and its order, or between an order's cancellation and the release, leaves units that
 * nobody could sell again. The order is looked at (sync-protocol §12): none, or a cancelled one, holds nothing; half of one
 * is taken back.
 */
export async function releaseHoldsSince(container: MedusaContainer, before: Date): Promise<number> {
  const channels = channelsOf(container);
  let released = 0;
  for (const key of await channels.holdsSince(before)) {
    const code = codeOfHold(key);
    if (!code) continue;
    const standing = await ordersOfCode(container, code);
    const cut = standing.filter(isHalfMade);
    if (cut.length) {
      const [cartId = code] = await cartsOfCode(container, code);
      const takeBack = () => takeBackHalfMade(container, code);
      await container.resolve(Modules.LOCKING).execute(`checkout:${cartId}`, takeBack, { timeout: 30 });
    }
    const alive = standing.some((order) => order.status !== "canceled" && !cut.includes(order));
    if (!alive && (await channels.releaseHold(holdKey(code)))) released += 1;
  }
  return released;
}

// A scheduled job is handed a second argument of Medusa's own.
export default function releaseIdleHolds(container: MedusaContainer): Promise<number> {
  return releaseHoldsSince(container, new Date(Date.now() - idleMs));
}

export const config = { name: "release-idle-holds", schedule: "*/5 * * * *" };

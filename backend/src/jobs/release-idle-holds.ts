import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { channelsOf } from "../channels-of";
import { codeOfHold, holdKey } from "../shop/order-code";

/** Far longer than a checkout lasts: whoever still works on one must not lose its units. */
const idleMs = 10 * 60_000;
const orderSchema = z.object({ status: z.string(), canceled_at: z.unknown() });

/**
 * A process that dies between the hold and its order, or between an order's cancellation and the release, leaves units that
 * nobody could sell again. The order is looked at (sync-protocol §12): none, or a cancelled one, holds nothing.
 */
export async function releaseHoldsSince(container: MedusaContainer, before: Date): Promise<number> {
  const channels = channelsOf(container);
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  let released = 0;
  for (const key of await channels.holdsSince(before)) {
    const code = codeOfHold(key);
    if (!code) continue;
    const { data } = await query.graph({
      entity: "order",
      fields: ["status", "canceled_at"],
      filters: { metadata: { code } } as Record<string, unknown>,
    });
    const alive = data.some((row) => {
      const { status, canceled_at } = orderSchema.parse(row);
      return status !== "canceled" && !canceled_at;
    });
    if (!alive && (await channels.releaseHold(holdKey(code)))) released += 1;
  }
  return released;
}

// A scheduled job is handed a second argument of Medusa's own.
export default function releaseIdleHolds(container: MedusaContainer): Promise<number> {
  return releaseHoldsSince(container, new Date(Date.now() - idleMs));
}

export const config = { name: "release-idle-holds", schedule: "*/5 * * * *" };

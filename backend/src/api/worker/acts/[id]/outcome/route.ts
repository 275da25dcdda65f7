import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { outcomeSchema } from "jobs/ring";
import { channelsOf } from "../../../../../channels-of";
import { ringFor } from "../../../../../ring";
import { saidBy } from "../../../../../text/refusal";
import importChannelOrderWorkflow from "../../../../../workflows/import-channel-order";
import { parsed } from "../../../../parsed";

/** Well within what a worker waits for an answer. */
const importsForMs = 20_000;

/**
 * Idempotent: a repeat changes nothing. The outcome stands whatever becomes of the imports; an order that could not be
 * imported is a problem row and is offered again after every later read. What there is no time for comes with the next
 * reading, which is rung for.
 */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const actId = String(request.params.id);
  const channels = channelsOf(request.scope);
  const outcome = parsed(outcomeSchema, request.body);
  const { account_id: accountId } = await channels.retrieveAct(actId, { select: ["id", "account_id"] });
  const changed = await channels.recordOutcome(actId, outcome);
  const stopAt = performance.now() + importsForMs;
  let imported = 0;
  for (const id of changed.orders) {
    if (performance.now() > stopAt) break;
    imported += 1;
    try {
      await importChannelOrderWorkflow(request.scope).run({ input: { channel_order_id: id } });
    } catch (error) {
      const message = error instanceof Error ? error.message : "unknown";
      request.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`import of channel order ${id} failed: ${message}`);
      const [says] = saidBy(error) ?? [];
      await channels.writeProblemOnce({
        accountId,
        orderId: id,
        purpose: "pull-orders",
        code: "import-failed",
        message,
        ...(says ? { says } : {}),
      });
    }
  }
  const rings = new Set(changed.rings);
  if (imported < changed.orders.length) rings.add("pull-orders");
  await Promise.all([...rings].map((purpose) => ringFor(purpose, accountId)));
  response.json({ orders: imported, listings: changed.listings.length });
}

import { MedusaError } from "@medusajs/framework/utils";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { z } from "@medusajs/framework/zod";
import { completeCartWorkflow } from "@medusajs/medusa/core-flows";
import { channelsOf } from "../../channels-of";
import { ordersOfCode } from "../../shop/half-made";
import { holdKey } from "../../shop/order-code";
import { admit } from "../../shop/sale";
import { Refusal } from "../../text/refusal";
import { shopTexts } from "../../text/shop";

const cartSchema = z.object({
  completed_at: z.unknown(),
  metadata: z.object({ code: z.string() }).nullish().catch(null),
  items: z.array(z.object({ variant_id: z.string().nullish(), quantity: z.coerce.number() })),
});

/**
 * The first thing that happens when a cart becomes an order, by whichever route: our own shop's sales pass the same
 * admission as every channel's. What it held is given back when a later step fails.
 */
completeCartWorkflow.hooks.validate(
  async ({ cart }, { container }) => {
    const { completed_at, metadata, items } = cartSchema.parse(cart);
    if (completed_at) return new StepResponse(undefined, undefined);
    if (!metadata) throw new Refusal(MedusaError.Types.NOT_ALLOWED, shopTexts.say("by-checkout"));
    const lines = items.map(({ variant_id, quantity }) => ({ variantId: variant_id ?? "", quantity }));
    await admit(container, metadata.code, lines);
    return new StepResponse(undefined, metadata.code);
  },
  async (code, { container }) => {
    // An order that could not be taken back still has its units, until somebody takes back both.
    if (typeof code === "string" && !(await ordersOfCode(container, code)).length)
      await channelsOf(container).releaseHold(holdKey(code));
  },
);

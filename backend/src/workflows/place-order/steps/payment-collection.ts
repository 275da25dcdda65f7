import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { z } from "@medusajs/framework/zod";

const cartSchema = z.object({ payment_collection: z.object({ id: z.string() }) });

/** Made just before, or by an earlier attempt that was cut off. */
export const paymentCollectionStep = createStep(
  "read-payment-collection",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["id", "payment_collection.id"],
      filters: { id: cart_id },
    });
    return new StepResponse(cartSchema.parse(data[0]).payment_collection);
  },
);

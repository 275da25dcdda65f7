import type { IOrderModuleService } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/** Done is done: there is no way back. A repeat finds it cancelled. */
export const cancelOrderStep = createStep(
  "cancel-shop-order-itself",
  async ({ order_id }: { order_id: string }, { container }) => {
    const orders = container.resolve<IOrderModuleService>(Modules.ORDER);
    const { status } = await orders.retrieveOrder(order_id, { select: ["id", "status"] });
    if (status !== "canceled") await orders.cancel(order_id);
    return new StepResponse(undefined);
  },
);

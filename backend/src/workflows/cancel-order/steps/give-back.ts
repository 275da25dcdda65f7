import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { channelsOf } from "../../../channels-of";
import { giveBackCancelled } from "../../../shop/cancelled";
import { ordersOfCode } from "../../../shop/half-made";
import { holdKey } from "../../../shop/order-code";

/** Once, however often; and whose numbers may rise by it. */
export const giveBackStep = createStep("give-back-cancelled", async ({ code }: { code: string }, { container }) => {
  const channels = channelsOf(container);
  const cancelled = (await ordersOfCode(container, code)).filter(({ status }) => status === "canceled");
  await giveBackCancelled(container, code, cancelled);
  const held = await channels.holdsOf(holdKey(code));
  return new StepResponse({
    account_ids: await channels.accountsSelling(held.map(({ inventoryItemId }) => inventoryItemId)),
  });
});

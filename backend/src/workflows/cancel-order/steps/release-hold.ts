import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { channelsOf } from "../../../channels-of";
import { holdKey } from "../../../shop/order-code";

/** The units go back to the shelf once; a repeat finds the hold released. */
export const releaseHoldStep = createStep("release-hold", async ({ code }: { code: string }, { container }) => {
  const channels = channelsOf(container);
  const held = await channels.holdsOf(holdKey(code));
  await channels.releaseHold(holdKey(code));
  return new StepResponse({
    account_ids: await channels.accountsSelling(held.map(({ inventoryItemId }) => inventoryItemId)),
  });
});

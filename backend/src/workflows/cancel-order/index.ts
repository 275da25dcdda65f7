import { createWorkflow, transform, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { ringAccountsStep } from "../ring-accounts";
import { cancelOrderStep } from "./steps/cancel-order";
import { giveBackStep } from "./steps/give-back";

export interface CancelOrderInput {
  order_id: string;
  code: string;
}

/**
 * An order of our own shop, before it is packed; whoever calls has looked, and holds its lock. It goes forward alone: taken
 * back when a later step fails, as Medusa's own workflow would be, it would be alive without what has been given back by then.
 * Each step can be repeated until all of it is done.
 */
export const cancelShopOrderWorkflow = createWorkflow("cancel-shop-order", (input: WorkflowData<CancelOrderInput>) => {
  cancelOrderStep(input);
  const given = giveBackStep(input);
  const rings = transform(given, ({ account_ids }) => ({ account_ids, purposes: ["push-stock" as const] }));
  ringAccountsStep(rings);
  return new WorkflowResponse(given);
});
export default cancelShopOrderWorkflow;

import { createWorkflow, transform, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { cancelOrderWorkflow as cancelMedusaOrderWorkflow } from "@medusajs/medusa/core-flows";
import { ringAccountsStep } from "../ring-accounts";
import { releaseHoldStep } from "./steps/release-hold";

export interface CancelOrderInput {
  order_id: string;
  code: string;
}

/** An order of our own shop, before it is packed; whoever calls has looked. */
export const cancelShopOrderWorkflow = createWorkflow("cancel-shop-order", (input: WorkflowData<CancelOrderInput>) => {
  cancelMedusaOrderWorkflow.runAsStep({ input: { order_id: input.order_id } });
  const released = releaseHoldStep({ code: input.code });
  const rings = transform(released, ({ account_ids }) => ({ account_ids, purposes: ["push-stock" as const] }));
  ringAccountsStep(rings);
  return new WorkflowResponse(released);
});
export default cancelShopOrderWorkflow;

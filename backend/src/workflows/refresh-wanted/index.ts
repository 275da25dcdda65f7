import { createWorkflow, transform, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { ringAccountsStep } from "../ring-accounts";
import { type RefreshWantedInput, refreshListingsStep } from "./steps/refresh-listings";

/** What the channels should show, made anew from the product, its price and its certificate of today. */
export const refreshWantedWorkflow = createWorkflow("refresh-wanted", (input: WorkflowData<RefreshWantedInput>) => {
  const refreshed = refreshListingsStep(input);
  const rings = transform(refreshed, ({ account_ids }) => ({
    account_ids,
    purposes: ["push-listings" as const, "push-offers" as const, "push-stock" as const],
  }));
  ringAccountsStep(rings);
  return new WorkflowResponse(refreshed);
});
export default refreshWantedWorkflow;

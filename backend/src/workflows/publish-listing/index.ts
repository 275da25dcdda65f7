import { createWorkflow, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { ringAccountsStep } from "../ring-accounts";
import { type PublishListingInput, wantListingStep } from "./steps/want-listing";

/** Wants one product on one account, or wants it off sale there. Refused with a sentence for the person who asked. */
export const publishListingWorkflow = createWorkflow("publish-listing", (input: WorkflowData<PublishListingInput>) => {
  const wanted = wantListingStep(input);
  ringAccountsStep({ account_ids: [input.account_id], purposes: ["push-listings", "push-stock"] });
  return new WorkflowResponse(wanted);
});
export default publishListingWorkflow;

import { createWorkflow, transform, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { ringAccountsStep } from "../ring-accounts";
import { type ImportChannelOrderInput, recordOrderStep } from "./steps/record-order";

/** A channel's order as a Medusa order, once, whatever order or number of times it is told; later readings change its state. */
export const importChannelOrderWorkflow = createWorkflow(
  "import-channel-order",
  (input: WorkflowData<ImportChannelOrderInput>) => {
    const imported = recordOrderStep(input);
    const rings = transform(imported, ({ account_ids }) => ({ account_ids, purposes: ["push-stock" as const] }));
    ringAccountsStep(rings);
    return new WorkflowResponse(imported);
  },
);
export default importChannelOrderWorkflow;

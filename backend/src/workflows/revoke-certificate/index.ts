import { createWorkflow, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { type RevokeCertificateInput, recordRevocationStep } from "./steps/record-revocation";

export const certificateChanged = "ocop.certificate-changed";

/** Whoever shows the stars somewhere hears of it: pages at once, channels with the next listing turn. */
export const revokeCertificateWorkflow = createWorkflow("revoke-certificate", (input: WorkflowData<RevokeCertificateInput>) => {
  const recorded = recordRevocationStep(input);
  emitEventStep({ eventName: certificateChanged, data: { registered_product_id: recorded.registered_product_id } });
  return new WorkflowResponse(recorded);
});

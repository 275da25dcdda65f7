import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { OCOP_MODULE } from "../../../modules/ocop";
import type OcopModuleService from "../../../modules/ocop/service";

export interface RevokeCertificateInput {
  certificate_id: string;
  day: string;
  reason: string;
  recorded_by: string;
}

/** What was recorded stays: the event is append-only, and what follows only tells others. */
export const recordRevocationStep = createStep("record-revocation", async (input: RevokeCertificateInput, { container }) => {
  const recorded = await container.resolve<OcopModuleService>(OCOP_MODULE).revokeCertificate({
    certificateId: input.certificate_id,
    day: input.day,
    reason: input.reason,
    recordedBy: input.recorded_by,
    at: new Date(),
  });
  return new StepResponse(recorded);
});

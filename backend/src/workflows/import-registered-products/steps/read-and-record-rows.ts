import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { OCOP_MODULE } from "../../../modules/ocop";
import { importFile } from "../../../modules/ocop/import-file";
import type OcopModuleService from "../../../modules/ocop/service";

export interface ImportRegisteredProductsInput {
  name: string;
  base64: string;
  importer: string;
  apply: boolean;
}

/** One transaction in the module and the last step, so there is nothing to take back. */
export const readAndRecordRowsStep = createStep(
  "read-and-record-rows",
  async (input: ImportRegisteredProductsInput, { container }) => {
    const service = container.resolve<OcopModuleService>(OCOP_MODULE);
    const bytes = new Uint8Array(Buffer.from(input.base64, "base64"));
    const { name, importer, apply } = input;
    return new StepResponse(await importFile(service, { name, bytes, importer, apply, at: new Date() }));
  },
);

import { createWorkflow, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type ImportRegisteredProductsInput, readAndRecordRowsStep } from "./steps/read-and-record-rows";

/** Dry run or applied; the answer tells what became of every row. */
export const importRegisteredProductsWorkflow = createWorkflow(
  "import-registered-products",
  (input: WorkflowData<ImportRegisteredProductsInput>) => new WorkflowResponse(readAndRecordRowsStep(input)),
);

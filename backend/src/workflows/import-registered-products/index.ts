import { createWorkflow, transform, type WorkflowData, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { refreshWantedWorkflow } from "../refresh-wanted";
import { type ImportRegisteredProductsInput, readAndRecordRowsStep } from "./steps/read-and-record-rows";

/** Dry run or applied; the answer tells what became of every row. A list may bring certificates, so listings are wanted anew. */
export const importRegisteredProductsWorkflow = createWorkflow(
  "import-registered-products",
  (input: WorkflowData<ImportRegisteredProductsInput>) => {
    const report = readAndRecordRowsStep(input);
    const changed = transform(report, ({ applied, counts }) => applied && counts.accepted + counts.changed > 0);
    when("rows-changed", { changed }, (known) => known.changed).then(() =>
      refreshWantedWorkflow.runAsStep({ input: { all: true } }),
    );
    return new WorkflowResponse(report);
  },
);

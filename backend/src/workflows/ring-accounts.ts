import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { Purpose } from "jobs/ring";
import { ringFor } from "../ring";

/** Last in its workflow: a worker must not ask before what it is rung for is written. */
export const ringAccountsStep = createStep(
  "ring-accounts",
  async ({ account_ids, purposes }: { account_ids: string[]; purposes: Purpose[] }) => {
    for (const accountId of new Set(account_ids)) for (const purpose of purposes) await ringFor(purpose, accountId);
    return new StepResponse(undefined);
  },
);

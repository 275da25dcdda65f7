import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { channelsOf } from "../../../channels-of";

/** Accounts that sell from the same shelves: their numbers are to fall. */
export const findSellersElsewhereStep = createStep(
  "find-sellers-elsewhere",
  async ({ inventory_item_ids }: { inventory_item_ids: string[] }, { container }) =>
    new StepResponse({ account_ids: await channelsOf(container).accountsSelling(inventory_item_ids) }),
);

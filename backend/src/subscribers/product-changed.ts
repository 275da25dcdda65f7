import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { MedusaError } from "@medusajs/framework/utils";
import refreshWantedWorkflow from "../workflows/refresh-wanted";

/** Title, text or price changed in the admin, at the desk or by an import: the channels follow. */
export default async function productChanged({
  event: { name, data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  if (typeof data.id !== "string") throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `${name} without an id`);
  const input = name.startsWith("product-variant.") ? { variant_ids: [data.id] } : { product_ids: [data.id] };
  await refreshWantedWorkflow(container).run({ input });
}

export const config: SubscriberConfig = { event: ["product.updated", "product-variant.updated"] };

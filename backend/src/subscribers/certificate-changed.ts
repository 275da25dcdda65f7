import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import refreshWantedWorkflow from "../workflows/refresh-wanted";

/** Stars that are no longer given leave every listing with its next turn (ocop §8.1). */
export default async function certificateChanged({
  event: { data },
  container,
}: SubscriberArgs<{ registered_product_id: string }>): Promise<void> {
  await refreshWantedWorkflow(container).run({ input: { registered_product_ids: [data.registered_product_id] } });
}

export const config: SubscriberConfig = { event: "ocop.certificate-changed" };

import type { MedusaContainer } from "@medusajs/framework/types";
import refreshWantedWorkflow from "../workflows/refresh-wanted";

/** A certificate ends by the day alone, without an event. */
export default async function refreshCertificates(container: MedusaContainer): Promise<void> {
  await refreshWantedWorkflow(container).run({ input: { all: true } });
}

/** Soon after midnight in Hưng Yên (UTC+7), and once more in case the first run found the backend stopped. */
export const config = { name: "refresh-certificates", schedule: "5 17,23 * * *" };

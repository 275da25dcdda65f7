import type { MedusaContainer } from "@medusajs/framework/types";
import { channelsOf } from "../channels-of";
import { OCOP_MODULE } from "../modules/ocop";
import { dayAt } from "../modules/ocop/day";
import type OcopModuleService from "../modules/ocop/service";
import refreshWantedWorkflow from "../workflows/refresh-wanted";

/** What was true when the texts were last made anew, in this process. */
let madeFor: string | undefined;

/** The day, and the newest of everything that gives or takes stars: the same again means that nothing has changed. */
async function stateOf(container: MedusaContainer, today: string): Promise<string> {
  const ocop = container.resolve<OcopModuleService>(OCOP_MODULE);
  const newest = { order: { recorded_at: "DESC" as const }, take: 1, select: ["id"] };
  const [certificates, events] = await Promise.all([ocop.listCertificates({}, newest), ocop.listCertificateEvents({}, newest)]);
  return [today, certificates[0]?.id, events[0]?.id].join(" ");
}

/**
 * A certificate ends by the day alone, without an event, and an event may be lost: texts and stars are right everywhere within
 * fifteen minutes of midnight and of whatever was recorded. Does nothing when nothing has changed.
 */
export async function refreshCertificatesOn(container: MedusaContainer, now: Date): Promise<boolean> {
  const today = dayAt(now);
  const state = await stateOf(container, today);
  if (state === madeFor) return false;
  await refreshWantedWorkflow(container).run({ input: { all: true } });
  await channelsOf(container).warnOfCertificates(today);
  madeFor = state;
  return true;
}

// A scheduled job is handed a second argument of Medusa's own.
export default function refreshCertificates(container: MedusaContainer): Promise<boolean> {
  return refreshCertificatesOn(container, new Date());
}

export const config = { name: "refresh-certificates", schedule: "*/10 * * * *" };

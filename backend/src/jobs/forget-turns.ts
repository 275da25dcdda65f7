import type { MedusaContainer } from "@medusajs/framework/types";
import { channelsOf } from "../channels-of";

const keptMs = 7 * 86_400_000;

export default async function forgetTurns(container: MedusaContainer): Promise<void> {
  const channels = channelsOf(container);
  await channels.forgetTurnsBefore(new Date(Date.now() - keptMs));
  await channels.forgetBells();
}

export const config = { name: "forget-turns", schedule: "40 18 * * *" };

import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { Language } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { replayTexts } from "../modules/channels/replay/texts";
import { ringFor } from "../ring";
import { textIn } from "../text";

export interface ReplayResult {
  readonly id: string;
  readonly outcome: "asked" | "held-up" | "by-person" | "gone" | "failed";
  readonly message: string;
}

/** Each by itself; accounts are rung once all are back in their plans. */
export async function replayLetters(
  container: MedusaContainer,
  ids: readonly string[],
  language: Language,
): Promise<ReplayResult[]> {
  const channels = channelsOf(container);
  const results: ReplayResult[] = [];
  const rings = new Map<string, Parameters<typeof ringFor>>();
  for (const id of new Set(ids))
    try {
      const replay = await channels.replay(id);
      for (const { purpose, accountId } of replay.rings) rings.set(`${purpose}:${accountId}`, [purpose, accountId]);
      results.push({ id, outcome: replay.outcome, message: textIn(replay.says, language) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      container.resolve(ContainerRegistrationKeys.LOGGER).error(`replay of ${id} failed: ${reason}`);
      results.push({ id, outcome: "failed", message: textIn(replayTexts.say("failed"), language) });
    }
  await Promise.all([...rings.values()].map(([purpose, accountId]) => ringFor(purpose, accountId)));
  return results;
}

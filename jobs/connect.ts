import { channels, createRateGate } from "connectors/channels";
import { type Connector, ConnectorError, type Outside, type RateGate } from "connectors/contract";
import { jobsTexts } from "./texts.ts";
import type { Turn } from "./worker-api.ts";

export type Connect = (account: Turn["account"]) => Connector;

/** One gate a channel and account for the whole process: the marketplaces count calls, not jobs. */
export function openConnect(outside: Pick<Outside, "http" | "now"> = { now: () => new Date() }): Connect {
  const gates = new Map<string, RateGate>();
  return ({ id, channel: code, settings, access }) => {
    const channel = channels[code];
    if (!channel)
      throw new ConnectorError("validation", "no-connector", `There is no connector for ${code}`, {
        sent: false,
        says: jobsTexts.say("no-connector", { channel: code }),
      });
    let gate = gates.get(id);
    if (!gate) {
      gate = createRateGate(channel.rateOf(settings));
      gates.set(id, gate);
    }
    return channel.connect(settings, access, { ...outside, gate });
  };
}

import { channels, createRateGates, type RateGates } from "connectors/channels";
import { type Connector, ConnectorError, type Outside, type RateGate } from "connectors/contract";
import { watchCalls } from "./channel-calls.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { jobsTexts } from "./texts.ts";
import type { Turn } from "./worker-api.ts";

/** `beforeSending` runs before each call, when the gate has let it through, and may refuse it by throwing. */
export type Connect = (account: Turn["account"], beforeSending?: () => void) => Connector;

/**
 * A connector for an account, behind the gate of that account and its application: the marketplaces count calls, not jobs.
 * `gates` are this process' own unless others are given.
 */
export function openConnect({
  now = () => new Date(),
  http,
  gates = createRateGates(),
  metrics = createMetrics(),
}: Partial<Pick<Outside, "now">> & Pick<Outside, "http"> & { gates?: RateGates; metrics?: Metrics } = {}): Connect {
  return ({ id, channel: code, settings, access }, beforeSending = () => {}) => {
    const channel = channels[code];
    if (!channel)
      throw new ConnectorError("validation", "no-connector", `There is no connector for ${code}`, {
        sent: false,
        says: jobsTexts.say("no-connector", { channel: code }),
      });
    const app = channel.appOf(settings);
    const { appRate, dailyQuota } = channel.policy;
    const shared = gates.of(id, app === undefined ? undefined : `${code} ${app}`, {
      rate: channel.rateOf(settings),
      appRate,
      dailyQuota,
    });
    const gate: RateGate = {
      async pass(urgency = "listings") {
        const began = performance.now();
        try {
          await shared.pass(urgency);
        } finally {
          metrics.stoodAtGate(code, urgency, performance.now() - began);
        }
        beforeSending();
      },
      answered: () => shared.answered?.(),
      closeFor: (ms, whom) => shared.closeFor(ms, whom),
    };
    return channel.connect(settings, access, { http: watchCalls(code, http, metrics), gate, now });
  };
}

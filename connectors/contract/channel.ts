import type { AxiosAdapter } from "axios";
import type { z } from "zod";
import type { Access } from "./access.ts";
import type { ChannelCode } from "./channel-code.ts";
import type { Connector } from "./connector.ts";
import { ConnectorError } from "./connector-error.ts";
import { contractTexts } from "./texts.ts";

const { say } = contractTexts;

/** Numbers the marketplace documents. The client keeps the timeout and the rate; the queue keeps the retry, of reads. */
export interface ChannelPolicy {
  readonly timeoutMs: number;
  readonly rate: { readonly requests: number; readonly perMs: number };
  readonly retry: { readonly attempts: number; readonly firstDelayMs: number; readonly longestDelayMs: number };
}

/** Waits until one more call may go out. Higher urgency goes first. */
export interface RateGate {
  pass(urgency?: "stock" | "offers" | "listings"): Promise<void>;
  /** The channel said "too many": nobody passes for so long. */
  closeFor(ms: number): void;
}

/** Everything a connector may touch outside its own code. */
export interface Outside {
  /** Absent: the network. */
  readonly http?: AxiosAdapter;
  readonly gate: RateGate;
  now(): Date;
}

export interface Channel<Settings extends z.ZodType = z.ZodType> {
  readonly channel: ChannelCode;
  readonly title: string;
  readonly settings: Settings;
  readonly policy: ChannelPolicy;
  /** The rate these settings ask for: the policy's, where the documents give none and nobody has set another. */
  rateOf(settings: unknown): ChannelPolicy["rate"];
  /** Checks the settings; a ConnectorError of kind "validation" names the missing one. */
  connect(settings: unknown, access: Access | undefined, outside: Outside): Connector;
}

export function defineChannel<Settings extends z.ZodType>(plan: {
  channel: ChannelCode;
  title: string;
  settings: Settings;
  policy: ChannelPolicy;
  rateOf?(settings: z.infer<Settings>): ChannelPolicy["rate"];
  connect(settings: z.infer<Settings>, access: Access | undefined, outside: Outside): Connector;
}): Channel<Settings> {
  return {
    ...plan,
    rateOf(settings) {
      const checked = plan.settings.safeParse(settings);
      return (checked.success ? plan.rateOf?.(checked.data) : undefined) ?? plan.policy.rate;
    },
    connect(settings, access, outside) {
      const checked = plan.settings.safeParse(settings);
      if (!checked.success) {
        const names = checked.error.issues.map((issue) => `${issue.path.join(".") || "settings"}: ${issue.message}`);
        throw new ConnectorError("validation", "settings", `${plan.channel} settings are not usable: ${names.join("; ")}`, {
          sent: false,
          says: say("settings", {
            channel: plan.title,
            names: checked.error.issues.map((issue) => issue.path.join(".")).join(", "),
          }),
        });
      }
      return plan.connect(checked.data, access, outside);
    },
  };
}

import type { AxiosAdapter } from "axios";
import type { z } from "zod";
import type { Access } from "./access.ts";
import type { ChannelCode } from "./channel-code.ts";
import type { Connector } from "./connector.ts";
import { ConnectorError } from "./connector-error.ts";
import { contractTexts } from "./texts.ts";

const { say } = contractTexts;

/** At most so many calls in any stretch of so many milliseconds. */
export interface CallRate {
  readonly requests: number;
  readonly perMs: number;
}

/** Calls that a day has, whose they are, and when a day begins: 960 minutes after UTC midnight is 0:00 in UTC+8. */
export interface DailyQuota {
  readonly of: "account" | "app";
  readonly calls: number;
  readonly beginsAtMinute: number;
}

/** Numbers the marketplace documents. The client keeps the timeout and the rate; the queue keeps the retry, of reads. */
export interface ChannelPolicy {
  readonly timeoutMs: number;
  /** Of one account. */
  readonly rate: CallRate;
  /** Of all accounts that call through one application. Absent: none is known. */
  readonly appRate?: CallRate;
  /** Absent: no number is known; a channel that says "used up" closes the gate all the same. */
  readonly dailyQuota?: DailyQuota;
  readonly retry: { readonly attempts: number; readonly firstDelayMs: number; readonly longestDelayMs: number };
}

export const urgencies = ["stock", "offers", "listings"] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * Waits until one more call may go out; higher urgency goes first. Where that would take longer than a job may stand, it
 * throws a ConnectorError ("rate-limited", nothing sent) that says how long, so that nobody waits in a place others need.
 */
export interface RateGate {
  pass(urgency?: Urgency): Promise<void>;
  /** A call that passed has its answer, or none will come: only now is it sure when the channel counted it at the latest. */
  answered?(): void;
  /** The channel said "too many": nobody of this account passes for so long, or of the whole application. */
  closeFor(ms: number, whom?: "account" | "app"): void;
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
  rateOf(settings: unknown): CallRate;
  /** Names the application these settings call through, where accounts may share one; no secret is in it. */
  appOf(settings: unknown): string | undefined;
  /** Checks the settings; a ConnectorError of kind "validation" names the missing one. */
  connect(settings: unknown, access: Access | undefined, outside: Outside): Connector;
}

export function defineChannel<Settings extends z.ZodType>(plan: {
  channel: ChannelCode;
  title: string;
  settings: Settings;
  policy: ChannelPolicy;
  rateOf?(settings: z.infer<Settings>): CallRate;
  appOf?(settings: z.infer<Settings>): string;
  connect(settings: z.infer<Settings>, access: Access | undefined, outside: Outside): Connector;
}): Channel<Settings> {
  return {
    ...plan,
    rateOf(settings) {
      const checked = plan.settings.safeParse(settings);
      return (checked.success ? plan.rateOf?.(checked.data) : undefined) ?? plan.policy.rate;
    },
    appOf(settings) {
      const checked = plan.settings.safeParse(settings);
      return checked.success ? plan.appOf?.(checked.data) : undefined;
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

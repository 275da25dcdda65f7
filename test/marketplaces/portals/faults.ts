import type { Clock } from "../kit/clock.ts";
import { type CommonFault, createFaults } from "../kit/faults.ts";
import type { PortalDials } from "./dials.ts";

const never: ReadonlySet<CommonFault> = new Set(["token-expired", "token-rotated", "partial-failure"]);
const failure = (code: string, message: string) => ({ error: { code, message } });

export const portalFaults = (clock: Clock, dials: () => PortalDials) =>
  createFaults({
    clock,
    dials,
    answers: {
      "rate-limited": (context) => context.json(failure("rate_limited", "Too many requests"), 429, { "retry-after": "2" }),
      "http-429": (context) => context.text("Too Many Requests", 429),
      "server-error": (context) => context.json(failure("internal", "Internal error"), 503),
      auth: (context) => context.json(failure("bad_token", "Not authorised"), 401),
    },
    applies: (kind) => !never.has(kind),
  });
export type PortalFaults = ReturnType<typeof portalFaults>;

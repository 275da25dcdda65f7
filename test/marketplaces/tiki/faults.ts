import type { Clock } from "../kit/clock.ts";
import { type CommonFault, createFaults } from "../kit/faults.ts";
import type { TikiDials } from "./dials.ts";

/** An unclear 403 (issue 373), a request that hangs in processing (issue 327), lists that are empty or short (issues 131, 228). */
export const ownFaults = ["forbidden", "stuck-request", "empty-page", "short-page"] as const;
export type OwnFault = (typeof ownFaults)[number];

const isToken = (path: string) => path.endsWith("/sc/oauth2/token");
const isApi = (path: string) => path.includes("/integration/");
const isBatch = (path: string) => path.endsWith("/products/updateSkus");
const isList = (path: string) => /\/v2(\.1)?\/(orders|products)$/.test(path);
const where: Partial<Record<CommonFault | OwnFault, (path: string) => boolean>> = {
  "token-expired": isApi,
  "token-revoked": isApi,
  "token-rotated": isToken,
  "clock-skew": isToken,
  "partial-failure": isBatch,
  "ack-without-effect": (path) => isBatch(path) || path.endsWith("/products/updateSku"),
  forbidden: isApi,
  "stuck-request": (path) => path.endsWith("/v2.1/requests") || path.endsWith("/requests/updateProductInfo"),
  "empty-page": isList,
  "short-page": isList,
};

export const tikiFaults = (clock: Clock, dials: () => TikiDials) =>
  createFaults<OwnFault>({
    clock,
    dials,
    answers: {
      "rate-limited": (context) => context.json({ errors: ["Your rate limit is exceed"] }, 429),
      "http-429": (context) => context.text("Too Many Requests", 429, { "retry-after": "1" }),
      "server-error": (context) => context.json({ errors: ["Internal API went wrong, please try again later"] }, 500),
      auth: (context) => context.json({ errors: ["Unauthorized"] }, 401),
    },
    own: ownFaults,
    applies: (kind, path) => where[kind]?.(path) ?? true,
  });
export type TikiFaults = ReturnType<typeof tikiFaults>;

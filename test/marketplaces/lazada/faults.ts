import type { Context } from "hono";
import { type CommonFault, type Faults as CommonFaults, createFaults as createCommonFaults } from "../kit/faults.ts";
import type { Store } from "./store.ts";

const own = [
  /** 901, a limit of one API. */
  "api-busy",
  /** AppCallLimit, a limit of the app. */
  "app-limited",
  /** 998, switched off while a campaign begins. */
  "downgraded",
  /** ServiceTimeout inside HTTP 200: nothing was done, or everything was. */
  "service-timeout",
  "timeout-after-effect",
  /** Somebody else edits it at this moment: 4147, or a lock of its own in fulfilment. */
  "locked",
  /** A batch fails, some of its rows are done, and nothing says which. */
  "failure-unnamed",
  /** What is sent with this call will not pass review. */
  "review-rejected",
  /** A list has nothing, or lacks its last row. */
  "empty-list",
  "short-list",
] as const;
export type OwnFault = (typeof own)[number];
export type FaultKind = CommonFault | OwnFault;
export type Faults = CommonFaults<OwnFault>;

const stockCalls = ["/product/price_quantity/update", "/product/stock/sellable/update", "/product/stock/sellable/adjust"];
const batches = [...stockCalls, "/order/fulfill/pack", "/order/package/rts"];
const lists = ["/orders/get", "/products/get", "/reverse/getreverseordersforseller"];
const calls: Partial<Record<FaultKind, readonly string[]>> = {
  "partial-failure": batches,
  "ack-without-effect": [...stockCalls, "/product/deactivate"],
  "token-rotated": ["/auth/token/refresh"],
  downgraded: ["/product/price_quantity/update"],
  locked: [...batches, "/product/update", "/order/package/repack"],
  "failure-unnamed": stockCalls,
  "review-rejected": ["/product/create", "/product/update"],
  "empty-list": lists,
  "short-list": lists,
};

/** The answers are of §1, in its envelope; what a gateway answers with another status is in nobody's. */
export function createFaults(store: Store, envelope: (code: string, type: string, message: string) => object): Faults {
  const told = (code: string, type: string, message: string) => (context: Context) =>
    context.json(envelope(code, type, message));
  return createCommonFaults<OwnFault>({
    clock: store.clock,
    dials: () => store.dials,
    own,
    applies(kind, path) {
      const api = path.split("/rest")[1] ?? path;
      if (kind === "token-expired" || kind === "token-revoked") return !api.startsWith("/auth/");
      return calls[kind]?.includes(api) ?? true;
    },
    answers: {
      "rate-limited": told("ApiCallLimit", "ISV", "Api access frequency exceeds the limit. this ban will last 1 seconds"),
      "http-429": (context) => context.text("Too Many Requests", 429),
      "server-error": (context) => context.text("Internal Server Error", 500),
      auth: told("IllegalAccessToken", "ISV", "The specified access token is invalid or expired"),
    },
  });
}

import {
  authenticate,
  defineMiddlewares,
  errorHandler,
  getHttpResponseFromError,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { askOfficer } from "../sign-in/officer";
import { languageOf, textsIn } from "../text";
import { saidBy } from "../text/refusal";
import { showQueues } from "./admin/queues/board";
import { timeRequest } from "./metrics/requests";
import { isMetricsToken, isWorkerToken } from "./worker-token";

/**
 * Who may call a route of ours (decisions: callers). Medusa itself asks an operator's sign-in of everything under /admin
 * and a publishable key of everything under /store.
 */
export type Caller =
  | "anonymous"
  | "operator"
  | "officer"
  | "producer_member"
  | "worker"
  | "metrics"
  | "webhook"
  | "consent-return";

export interface CallerRow {
  /** A path of ours, or the beginning of one ending in `*`. */
  readonly matcher: string;
  readonly caller: Caller;
  /** The largest body that is read, where Medusa's 100 kB are too few. */
  readonly bodyLimit?: { readonly method: "POST"; readonly size: string };
  /** Answers everything below the path, where no route file does. */
  readonly answeredBy?: (request: MedusaRequest, response: MedusaResponse) => Promise<void>;
}

/** Base64 of a file of 20 MB. */
const aFile = { method: "POST", size: "30mb" } as const;

/** The one table. A route file that no row covers fails the tests. */
export const callers: readonly CallerRow[] = [
  { matcher: "/store/*", caller: "anonymous" },
  { matcher: "/files/*", caller: "anonymous" },
  { matcher: "/people/*", caller: "anonymous" },
  { matcher: "/producer/*", caller: "producer_member" },
  { matcher: "/producer/sheets/orders", caller: "producer_member", bodyLimit: aFile },
  { matcher: "/producer/sheets/stock", caller: "producer_member", bodyLimit: aFile },
  { matcher: "/department/*", caller: "officer" },
  { matcher: "/admin/channels/*", caller: "operator" },
  { matcher: "/admin/people*", caller: "operator" },
  { matcher: "/admin/channels/accounts/:id/settings", caller: "operator", bodyLimit: { method: "POST", size: "1mb" } },
  { matcher: "/admin/ocop/imports", caller: "operator", bodyLimit: aFile },
  { matcher: "/admin/queues", caller: "operator", answeredBy: showQueues },
  { matcher: "/ready", caller: "anonymous" },
  { matcher: "/metrics", caller: "metrics" },
  { matcher: "/worker/*", caller: "worker" },
  { matcher: "/worker/acts/:id/outcome", caller: "worker", bodyLimit: aFile },
  { matcher: "/worker/acts/:id/readings", caller: "worker", bodyLimit: aFile },
  { matcher: "/webhooks/*", caller: "webhook", bodyLimit: { method: "POST", size: "256kb" } },
  { matcher: "/consent/*", caller: "consent-return" },
];

/**
 * Medusa's own doors that nobody here goes through: buyers have no sign-in, and members and officers come in by an invitation
 * alone. Left open, a stranger could take a person's phone as a sign-in's name before the person does.
 */
const closed: readonly string[] = [
  "/auth/customer/*",
  "/store/customers*",
  ...["producer_member", "officer"].flatMap((actor) =>
    ["register", "reset-password", "update"].map((what) => `/auth/${actor}/emailpass/${what}`),
  ),
];
const answerClosed = (_request: MedusaRequest, response: MedusaResponse): void =>
  void response.status(404).json({ type: "not_found", message: "There is no such route" });

const askToken =
  (isToken: (authorization: string | undefined) => boolean) =>
  (request: MedusaRequest, response: MedusaResponse, next: MedusaNextFunction): void => {
    if (isToken(request.headers.authorization)) next();
    else response.status(401).json({ type: "unauthorized", message: "The token is missing or wrong" });
  };

/**
 * Anonymous and webhook prove themselves in the route: by nothing, by a signature. A consent-return is only led on. Members
 * are looked up in their routes (desk/member), which ask whose goods they may see.
 */
const gates: Partial<Record<Caller, (ReturnType<typeof authenticate | typeof askToken> | typeof askOfficer)[]>> = {
  officer: [authenticate("officer", ["bearer"]), askOfficer],
  producer_member: [authenticate("producer_member", ["bearer"])],
  worker: [askToken(isWorkerToken)],
  metrics: [askToken(isMetricsToken)],
};

const answerError = errorHandler();

/** What a refusal says leaves in the caller's language; everything else is Medusa's to answer. */
function answerRefusal(error: unknown, request: MedusaRequest, response: MedusaResponse, next: MedusaNextFunction): void {
  const says = saidBy(error);
  if (!says) {
    answerError(error, request, response, next);
    return;
  }
  const { statusCode, body } = getHttpResponseFromError(error);
  request.scope.resolve(ContainerRegistrationKeys.LOGGER).info(`refused ${statusCode}: ${body.message}`);
  // The code tells a caller that the message is for people.
  const code = says[0]?.code ?? body.code;
  response.status(statusCode).json({ ...body, code, message: textsIn(says, languageOf(request)) });
}

export default defineMiddlewares({
  errorHandler: answerRefusal,
  routes: [
    { matcher: "/*", middlewares: [timeRequest] },
    ...closed.map((matcher) => ({ matcher, middlewares: [answerClosed] })),
    ...callers.map(({ matcher, caller, bodyLimit, answeredBy }) => {
      const middlewares = [...(gates[caller] ?? []), ...(answeredBy ? [answeredBy] : [])];
      return {
        matcher,
        ...(middlewares.length ? { middlewares } : {}),
        ...(bodyLimit
          ? {
              methods: [bodyLimit.method],
              bodyParser: { sizeLimit: bodyLimit.size, ...(caller === "webhook" ? { preserveRawBody: true } : {}) },
            }
          : {}),
      };
    }),
  ],
});

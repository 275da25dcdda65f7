import type { Context, MiddlewareHandler } from "hono";
import { type Clock, sleep } from "./clock.ts";
import { breakConnection, hasSocket, markLate } from "./connection.ts";
import type { Dials } from "./dials.ts";
import { type Random, seeded } from "./random.ts";

/** Told instead of the work; nothing is done. The simulator gives the answers of the first four in its own envelope. */
const answered = ["rate-limited", "http-429", "server-error", "auth"] as const;
const before = [...answered, "html", "silence", "cut"] as const;
/** The work is done, and then told late, half, or not at all; or, last, it is done only after the caller gave up. */
const after = ["latency", "garbled", "lost-answer", "late-effect"] as const;
/** Each simulator carries these out in its own way: it asks `met`. */
const within = [
  "token-expired",
  "token-rotated",
  "token-revoked",
  "clock-skew",
  "partial-failure",
  "ack-without-effect",
] as const;

export const commonFaults = [...before, ...after, ...within] as const;
export type CommonFault = (typeof commonFaults)[number];
export type AnsweredFault = (typeof answered)[number];

/** Faults drawn at random: the same seed and the same calls meet the same ones. */
export interface FaultPlan<Kind extends string> {
  readonly seed: number;
  /** The share of calls that meets one. */
  readonly rate: number;
  readonly kinds: readonly Kind[];
}

/**
 * What a test asks to go wrong: for the next calls whose path ends as given and whose query holds what is given, or by a plan.
 * A call meets one fault at most; `applies` says which of the simulator's own kinds can happen to a call, so that none is spent
 * where it changes nothing.
 */
export function createFaults<Own extends string = never>(options: {
  readonly clock: Clock;
  readonly dials: () => Pick<Dials, "latencyMs" | "lateEffectMs">;
  readonly answers: Readonly<Record<AnsweredFault, (context: Context) => Response>>;
  readonly own?: readonly Own[];
  readonly applies?: (kind: CommonFault | Own, path: string) => boolean;
}) {
  type Kind = CommonFault | Own;
  const { clock, dials, answers, applies = () => true } = options;
  let waiting: { kind: Kind; left: number; path: string; query: string }[] = [];
  let planned: { plan: FaultPlan<Kind>; random: Random } | undefined;
  const metBy = new WeakMap<Request, Kind>();
  const spared = new WeakSet<Request>();

  function draw(path: string, query: string): Kind | undefined {
    const asked = waiting.find((each) => path.endsWith(each.path) && query.includes(each.query) && applies(each.kind, path));
    if (asked) {
      asked.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return asked.kind;
    }
    if (!planned?.random.chance(planned.plan.rate)) return undefined;
    const { kinds } = planned.plan;
    const kind = kinds[planned.random.below(kinds.length)];
    return kind && applies(kind, path) ? kind : undefined;
  }

  return {
    kinds: [...commonFaults, ...(options.own ?? [])] as readonly Kind[],
    failNext(kind: Kind, count = 1, path = "", query = ""): void {
      waiting.push({ kind, left: count, path, query });
    },
    /** What was asked for the next calls and has met none yet. */
    waiting: (): readonly { readonly kind: Kind; readonly left: number }[] => waiting,
    follow(plan: FaultPlan<Kind> | undefined): void {
      planned = plan && { plan, random: seeded(plan.seed) };
    },
    clear(): void {
      waiting = [];
      planned = undefined;
    },
    /** Whether this call meets that fault; for the kinds a simulator carries out itself. */
    met: (context: Context, kind: Kind): boolean => metBy.get(context.req.raw) === kind,

    /** In front of the API. `again` carries out a request, as the whole simulator would, after its caller has gone. */
    middleware(again: (request: Request) => Response | Promise<Response>): MiddlewareHandler {
      return async (context, next) => {
        const request = context.req.raw;
        const kind = spared.has(request) ? undefined : draw(context.req.path, new URL(request.url).search);
        if (!kind) return next();
        metBy.set(request, kind);
        const answer = answered.find((each) => each === kind);
        if (answer) return answers[answer](context);
        switch (kind) {
          case "html":
            return context.html("<!doctype html><html><body><h1>Bảo trì</h1></body></html>");
          case "cut":
            return breakConnection(context, "cut");
          case "silence":
            if (hasSocket(context)) await sleep(clock, 60_000);
            return breakConnection(context, "silence");
          case "late-effect": {
            const { method, url, headers } = request;
            const bytes = method === "GET" ? undefined : await request.arrayBuffer();
            clock.after(dials().lateEffectMs, () => {
              const late = new Request(url, { method, headers, ...(bytes ? { body: bytes } : {}) });
              spared.add(late);
              void again(late);
            });
            return breakConnection(context, "cut");
          }
          case "latency":
            await next();
            if (hasSocket(context)) await sleep(clock, dials().latencyMs);
            else replace(context, markLate(context.res, dials().latencyMs));
            return undefined;
          case "lost-answer":
            await next();
            replace(context, breakConnection(context, "cut"));
            return undefined;
          case "garbled": {
            await next();
            const text = await context.res.text();
            const headers = { "content-type": context.res.headers.get("content-type") ?? "application/json" };
            replace(context, new Response(text.slice(0, Math.floor(text.length / 2)), { status: context.res.status, headers }));
            return undefined;
          }
          default:
            return next();
        }
      };
    },
  };

  /** Hono merges the headers of an answer that is replaced by another; an emptied one has none to give. */
  function replace(context: Context, response: Response): void {
    context.res = undefined;
    context.res = response;
  }
}
export type Faults<Own extends string = never> = ReturnType<typeof createFaults<Own>>;

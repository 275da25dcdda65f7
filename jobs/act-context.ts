import type { Connector, Instant } from "connectors/contract";
import type { Backend } from "./backend.ts";
import type { Act, ActKind, Outcome, ReadingPage } from "./worker-api.ts";

export type ActOf<Kind extends ActKind> = Extract<Act, { kind: Kind }>;

/** What an act brought back; the runner adds when, by which turn, and what went wrong. */
export type Found = Omit<Outcome, "turnId" | "beganAt" | "endedAt" | "error">;

export interface ActContext {
  readonly connector: Connector;
  readonly backend: Pick<Backend, "picture">;
  readonly now: () => Instant;
  /**
   * Posts what a read found, a page at a time. Resolves once the page before it is taken in, so that the next one is read
   * meanwhile; a page that could not be told fails the next post, or the act.
   */
  readonly post: (page: Partial<Omit<ReadingPage, "turnId" | "number" | "beganAt">>, beganAt: Instant) => Promise<void>;
}

export type Handler<Kind extends ActKind> = (act: ActOf<Kind>, context: ActContext) => Promise<Found>;
export type Handlers<Kind extends ActKind> = { readonly [Each in Kind]: Handler<Each> };

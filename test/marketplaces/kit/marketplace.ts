import type { Hono } from "hono";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";

/** What every simulator is opened with. Wall clock, no seed and no folder unless they are given. */
export interface Opening {
  /** Where it is mounted: "/shopee", or "" for a host of its own. */
  readonly base: string;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  readonly folder?: string | undefined;
}

/** What serving several of them needs to know of one. */
export interface SimulatedMarketplace {
  readonly title: string;
  readonly app: Hono;
  /** The pages a person begins with. */
  shops(): readonly { readonly title: string; readonly href: string }[];
  save(): void;
}

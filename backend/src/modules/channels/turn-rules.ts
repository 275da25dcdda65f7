import type { ChannelCode } from "connectors/contract";
import { edges } from "connectors/edges";
import type { ActKind, Purpose } from "./act-types";

/** Two lanes never send the same thing: `stock` moves units and reads orders, `content` never sends a number but the 0 of a create. */
export const laneOf: Record<Purpose, "stock" | "content" | "access" | "sheet" | "bells" | "reference"> = {
  "push-stock": "stock",
  "push-offers": "stock",
  "pull-orders": "stock",
  "run-commands": "stock",
  "push-listings": "content",
  "look-at-listings": "content",
  "refresh-access": "access",
  "write-sheets": "sheet",
  "read-sheet": "sheet",
  "pull-bells": "bells",
  "read-taxonomy": "reference",
};

/** A look-only account gets no writing act. */
const writes = new Set<Purpose>(["push-stock", "push-offers", "push-listings", "run-commands", "write-sheets"]);

interface TurnsAsked {
  readonly channel: string;
  readonly state: string;
  readonly paused: boolean;
  readonly access_encrypted: string | null;
}
/** Why an account gets no turn for this at all, whoever holds its lanes. */
export function noTurnFor(
  account: TurnsAsked,
  purpose: Purpose,
  systemPaused: boolean,
): "paused" | "needs-sign-in" | "look-only" | undefined {
  if (account.paused || systemPaused || account.state === "retired") return "paused";
  if (account.state === "needs-sign-in" && purpose !== "refresh-access") return "needs-sign-in";
  if (account.state === "look-only" && writes.has(purpose)) return "look-only";
  return needsAccess(account, purpose) && !account.access_encrypted ? "needs-sign-in" : undefined;
}

/** Sheets pass through a person's hands; the rest speaks to the channel as the shop that signed in. */
function needsAccess({ channel }: TurnsAsked, purpose: Purpose): boolean {
  return edges[channel as ChannelCode]?.consentUrl !== undefined && laneOf[purpose] !== "access" && laneOf[purpose] !== "sheet";
}

/** Renewed with every question for more acts; a worker that died holds its lane up for no longer. */
export const leaseMs = 60_000;
/** An act is not sent later than this after it was planned. */
export const sendWithinMs = 30_000;
/** So many calls a slow channel takes within that time: what is more than that waits for the turn that follows at once. */
export const rowsATurn = 60;

/** Begins elsewhere each time, so that rows which fail again and again delay no other. */
export function someOf<Item>(items: readonly Item[], now: number): readonly Item[] {
  if (items.length <= rowsATurn) return items;
  const from = Math.floor(now / 1_000) % items.length;
  return [...items.slice(from), ...items.slice(0, from)].slice(0, rowsATurn);
}

export interface About {
  readonly listingId?: string;
  readonly commandId?: string;
  readonly sheetId?: string;
  readonly grantId?: string;
  readonly generation?: number;
  readonly version?: number;
  readonly price?: number;
  readonly writes?: Readonly<Record<string, { readonly listingId: string; readonly writeId: string }>>;
  readonly twinId?: string;
  /** There was more to do than fits in a turn: once this is done, the next begins. */
  readonly again?: Purpose;
  /** A row of this reading could not be read. */
  readonly unreadable?: boolean;
  /** Told already, at the order that could not be read. */
  readonly unread?: boolean;
}
/** `rings`: which turns of the same account have something to do now. */
export interface Changed {
  orders: string[];
  listings: string[];
  rings: readonly Purpose[];
}
export const nothingChanged = (): Changed => ({ orders: [], listings: [], rings: [] });

/** An access refused within this time of its renewal is not renewed again: the owner must sign in. */
export const freshAccessMs = 60_000;

export const readsOrders = new Set<ActKind>(["read-order-changes", "read-orders-created", "read-orders", "read-order-sheet"]);

const commands = new Set<ActKind>(["accept", "pack", "ship", "cancel"]);
export const isCommand = (kind: ActKind): kind is "accept" | "pack" | "ship" | "cancel" => commands.has(kind);

/** What is on the channel already is looked at first. */
export const afterSignIn: readonly Purpose[] = ["look-at-listings", "pull-orders", "push-listings", "push-stock"];

const next: Partial<Record<ActKind, readonly Purpose[]>> = {
  activate: ["push-stock", "push-offers", "look-at-listings"],
  hide: ["push-stock", "look-at-listings"],
  "update-listing": ["look-at-listings"],
  pack: ["pull-orders"],
  ship: ["pull-orders"],
  cancel: ["pull-orders"],
  accept: ["pull-orders"],
};
export const ringsAfter = (kind: ActKind): readonly Purpose[] => next[kind] ?? [];

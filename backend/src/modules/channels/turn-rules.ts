import type { Purpose } from "jobs/ring";

/** Two lanes never send the same thing: `stock` moves units and reads orders, `content` never sends a number but the 0 of a create. */
export const laneOf: Record<Purpose, "stock" | "content" | "access" | "sheet"> = {
  "push-stock": "stock",
  "push-offers": "stock",
  "pull-orders": "stock",
  "run-commands": "stock",
  "push-listings": "content",
  "look-at-listings": "content",
  "refresh-access": "access",
  "write-sheets": "sheet",
  "read-sheet": "sheet",
};

/** A look-only account gets no writing act. */
export const writes = new Set<Purpose>(["push-stock", "push-offers", "push-listings", "run-commands", "write-sheets"]);

export const leaseMs = 120_000;
/** An act is not sent later than this after it was planned. */
export const sendWithinMs = 30_000;

export interface About {
  readonly listingId?: string;
  readonly commandId?: string;
  readonly sheetId?: string;
  readonly grantId?: string;
  readonly generation?: number;
  readonly version?: number;
  readonly price?: number;
  readonly writes?: Readonly<Record<string, { readonly listingId: string; readonly writeId: string }>>;
  readonly twin?: boolean;
}
export type Changed = { orders: string[]; listings: string[] };

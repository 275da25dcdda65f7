import { ConnectorError } from "../contract/index.ts";
import { lazadaLimits } from "./policy.ts";

/** A stretch of creation time, both ends in it, and how far it is read; `end` is where the whole reading ends. Seconds. */
export interface ProductWindow {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly end: number;
}

/** Lazada opened in 2012: nothing was created before. */
const opened = Date.UTC(2012, 0, 1) / 1_000;

/** An hour more: clocks differ, and the newest is what a look is for. */
export const firstWindow = (now: number): ProductWindow => ({ from: opened, to: now + 3_600, offset: 0, end: now + 3_600 });

/**
 * After a page of a window that holds `total`: its next page, else the window after it. A window that no offset reaches
 * through is halved and begun again; what is read twice is the same product. Neighbours share a second, and none is shorter
 * than one, so that parts of a second fall between no two.
 */
export function nextWindow({ from, to, offset, end }: ProductWindow, total: number): ProductWindow | undefined | "too-many" {
  if (total > lazadaLimits.productOffset) {
    if (to - from <= 1) return "too-many";
    return { from, to: Math.ceil((from + to) / 2), offset: 0, end };
  }
  const read = offset + lazadaLimits.productsPerPage;
  if (read < total) return { from, to, offset: read, end };
  return to < end ? { from: to, to: end, offset: 0, end } : undefined;
}

export const writeWindow = ({ from, to, offset, end }: ProductWindow): string => [from, to, offset, end].join("/");

export function readWindow(cursor: string): ProductWindow {
  const [from, to, offset, end] = cursor.split("/").map(Number);
  if (from === undefined || to === undefined || offset === undefined || end === undefined)
    throw new ConnectorError("validation", "cursor", "This is no cursor of ours", { sent: false });
  return { from, to, offset, end };
}

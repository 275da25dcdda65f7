import { ConnectorError } from "../contract/index.ts";
import { lazadaLimits } from "./policy.ts";

/** Where a reading of orders stands: orders at or after this second, so many of them passed, at least so many to be counted. */
export interface OrderPlace {
  readonly from: number;
  readonly offset: number;
  readonly owed: number;
}

export const writePlace = ({ from, offset, owed }: OrderPlace): string => [from, offset, owed].join("/");

export function readPlace(cursor: string): OrderPlace {
  const [from, offset, owed] = cursor.split("/").map(Number);
  if (from === undefined || offset === undefined || owed === undefined)
    throw new ConnectorError("validation", "cursor", "This is no cursor of ours", { sent: false });
  return { from, offset, owed };
}

/** Fewer rows than Lazada counted: what is missing may be what was just sold. */
export const isShort = ({ offset, owed }: OrderPlace, rows: number, total: number): boolean =>
  total < owed || (rows === 0 && total > offset);

/**
 * After a page, ascending in time: from the second of its last row, and one more back, since an order that changes meanwhile
 * moves to the end and would pull another across a page's border (sync-protocol H14). Where a whole page is of one second, or
 * not in order, the offset moves by half a page for the same reason. Undefined at the real end; "stuck" beyond the last offset.
 */
export function nextPlace(
  { from, offset }: OrderPlace,
  seconds: readonly number[],
  rows: number,
  total: number,
): OrderPlace | undefined | "stuck" {
  const left = total - offset - rows;
  if (left <= 0) return undefined;
  const inOrder = seconds.every((second, index) => second >= (seconds[index - 1] ?? second));
  const last = seconds.at(-1);
  if (inOrder && last !== undefined && last - 1 > from) return { from: last - 1, offset: 0, owed: left };
  const further = offset + Math.ceil(rows / 2);
  return further > lazadaLimits.orderOffset ? "stuck" : { from, offset: further, owed: total };
}

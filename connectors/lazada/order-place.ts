import { ConnectorError } from "../contract/index.ts";
import { lazadaLimits } from "./policy.ts";

/** Where a reading of orders stands. */
export interface OrderPlace {
  /** Orders at or after this second. */
  readonly from: number;
  readonly offset: number;
  /** At least so many must be counted from here on. */
  readonly owed: number;
  /** Rows that come again here although they were read: their number and their second. */
  readonly told: readonly string[];
}
export interface OrderRow {
  readonly id: string;
  readonly second: number;
}

export const startAt = (from: number): OrderPlace => ({ from, offset: 0, owed: 0, told: [] });

export const writePlace = ({ from, offset, owed, told }: OrderPlace): string => [from, offset, owed, told.join(",")].join("/");

export function readPlace(cursor: string): OrderPlace {
  const [from, offset, owed, told] = cursor.split("/");
  if (from === undefined || offset === undefined || owed === undefined || told === undefined)
    throw new ConnectorError("validation", "cursor", "This is no cursor of ours", { sent: false });
  return { from: Number(from), offset: Number(offset), owed: Number(owed), told: told.split(",").filter(Boolean) };
}

/** A change is another row: only the same order at the same second was told. */
export const rowKey = ({ id, second }: OrderRow): string => `${id}@${second}`;

/** Fewer rows than Lazada counted: what is missing may be what was just sold. */
export const isShort = ({ offset, owed }: OrderPlace, rows: number, total: number): boolean =>
  total < owed || (rows === 0 && total > offset);

/**
 * After a page that ascends in time. Undefined at the real end, "stuck" beyond the last offset.
 * By creation nothing moves, so the offset goes on, and only where it ends does time: from the second of the last row, and
 * one more back. By change an order that changes meanwhile moves to the end and would pull another across a page's border
 * (sync-protocol H14), so time goes on at once; where a whole page is of one second, or not in order, half a page does.
 */
export function nextPlace(
  { from, offset, told }: OrderPlace,
  { rows, readable, total, moves }: { rows: number; readable: readonly OrderRow[]; total: number; moves: boolean },
): OrderPlace | undefined | "stuck" {
  const left = total - offset - rows;
  if (left <= 0) return undefined;
  const whole = { from, offset: offset + rows, owed: total, told };
  if (!moves && whole.offset <= lazadaLimits.orderOffset) return whole;

  const inOrder = readable.every(({ second }, index) => second >= (readable[index - 1]?.second ?? second));
  const last = readable.at(-1)?.second;
  if (inOrder && last !== undefined && last - 1 > from) {
    const again = readable.filter(({ second }) => second >= last - 1).map(rowKey);
    return { from: last - 1, offset: 0, owed: left, told: again };
  }
  const half = { ...whole, offset: offset + Math.ceil(rows / 2), told: [...new Set([...told, ...readable.map(rowKey)])] };
  return half.offset > lazadaLimits.orderOffset ? "stuck" : half;
}

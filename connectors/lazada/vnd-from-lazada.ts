import { type Vnd, vnd } from "../contract/index.ts";

/**
 * Tables say text, samples mix `"388.50"` and `10471` (lazada §7). Shares of a voucher may leave a fraction, and half a đồng
 * goes up: an order is not lost for it. Throws for what is no amount, and below zero.
 */
export function vndFromLazada(amount: string | number): Vnd {
  const text = String(amount).trim();
  const bare = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  if (!/^\d+(\.\d+)?$/.test(bare)) throw new Error(`${text} is no amount`);
  return vnd(Math.round(Number(bare)));
}

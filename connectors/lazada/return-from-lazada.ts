import type { OrderReturn } from "../contract/index.ts";
import { instantFromLazada } from "./instant-from-lazada.ts";
import type { LazadaReturn } from "./wire.ts";

/** One unit a line, as in orders. Throws where no time of change is told: it is what the reading goes by. */
export function returnFromLazada(row: LazadaReturn): OrderReturn {
  const times = row.reverse_order_lines.map(
    ({ return_order_line_gmt_modified: changed, return_order_line_gmt_create: created }) =>
      instantFromLazada(changed ?? created ?? ""),
  );
  return {
    id: row.reverse_order_id,
    orderId: row.trade_order_id,
    state: [...new Set(row.reverse_order_lines.map(({ reverse_status }) => reverse_status ?? "unknown"))].sort().join(","),
    changedAt: times.reduce((last, each) => (each > last ? each : last)),
    lines: row.reverse_order_lines.map(({ trade_order_line_id }) => ({ lineId: trade_order_line_id, quantity: 1 })),
  };
}

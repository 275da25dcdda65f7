import type { Text } from "connectors/contract";
import { warnOfCertificates } from "../certificate-warnings";
import { type ReceivedGoods, type ReturnView, receiveReturn, returnsOf } from "../returns";
import { newId, rows } from "../sql";
import { ListingsRoom } from "./listings";

/** What is told to a channel of its orders, and what became of them here. */
export class OrdersRoom extends ListingsRoom {
  /** Effectively once: one row an order and kind. */
  async queueCommand(asked: {
    accountId: string;
    orderId: string;
    kind: "accept" | "pack" | "ship" | "cancel";
    reason?: string;
  }): Promise<{ id: string }> {
    return this.transact(async (sql) => {
      const { accountId, orderId, kind, reason } = asked;
      await sql.execute(
        // What was refused was surely not done: asked for again, it may be tried again.
        `insert into channel_command (id, account_id, order_id, kind, reason, state) values (?, ?, ?, ?, ?, 'queued')
         on conflict (account_id, order_id, kind) where deleted_at is null
         do update set state = 'queued', attempts = 0, reason = excluded.reason, updated_at = now() where channel_command.state = 'refused'`,
        [newId("chcmd"), accountId, orderId, kind, reason ?? null],
      );
      if (kind === "cancel")
        await sql.execute(
          "update channel_command set state = 'withdrawn' where account_id = ? and order_id = ? and kind <> 'cancel' and state in ('held', 'queued')",
          [accountId, orderId],
        );
      const [row] = await rows<{ id: string }>(
        sql,
        "select id from channel_command where account_id = ? and order_id = ? and kind = ?",
        [accountId, orderId, kind],
      );
      return { id: row?.id ?? "" };
    });
  }

  /** Goods came back into somebody's hands: on the shelf again where they may be sold again, once for each return and line. */
  async receiveReturn(goods: ReceivedGoods): Promise<{ inventoryItemIds: string[]; again: boolean } | { refused: Text }> {
    return this.transact((sql) => receiveReturn(sql, goods));
  }
  async returnsOf(accountIds: readonly string[]): Promise<ReturnView[]> {
    return this.transact((sql) => returnsOf(sql, accountIds));
  }
  /** Half a year, five and four months before a shown certificate ends. */
  async warnOfCertificates(today: string): Promise<void> {
    await this.transact((sql) => warnOfCertificates(sql, today));
  }
  async markImported(done: { channelOrderId: string; medusaOrderId?: string; state: string }): Promise<void> {
    await this.transact((sql) =>
      sql.execute("update channel_order set imported_state = ?, medusa_order_id = coalesce(?, medusa_order_id) where id = ?", [
        done.state,
        done.medusaOrderId ?? null,
        done.channelOrderId,
      ]),
    );
  }
}

import type { Settling } from "./outcomes";
import { writeProblemOnce } from "./problems";
import { rows } from "./sql";
import { channelsTexts } from "./texts";

/** Only a listed refusal is a no, and what was never sent is tried again; anything else is not known (sync-protocol §12). */
export async function settleCommand(settling: Settling, kind: string): Promise<void> {
  const { sql, account, about, outcome } = settling;
  const { error } = outcome;
  const refused = error !== undefined && (error.kind === "rejected" || error.kind === "validation");
  const state = !error ? "done" : error.sent === false && !refused ? "queued" : refused ? "refused" : "unknown";
  const [command] = await rows<{ order_id: string; order_row: string | null; order_state: string | null }>(
    sql,
    `update channel_command command set state = ?, answer = ?::jsonb, updated_at = now() where id = ?
     returning order_id,
       (select id from channel_order placed where placed.account_id = command.account_id and placed.order_id = command.order_id) as order_row,
       (select state from channel_order placed where placed.account_id = command.account_id and placed.order_id = command.order_id) as order_state`,
    [state, JSON.stringify(error ?? {}), about.commandId],
  );
  if (!command?.order_row) return;
  if (state === "done") {
    await sql.execute(
      "update channel_problem set resolved_at = now() where order_id = ? and purpose = 'run-commands' and code like ? and resolved_at is null",
      [command.order_row, `${kind}-%`],
    );
    return;
  }
  // The buyer gave up meanwhile: that is the answer, nothing is wrong.
  const givenUp = command.order_state === "cancelled" || command.order_state === "cancel-requested";
  if (state !== "refused" || givenUp || !error) return;
  await writeProblemOnce(sql, {
    account_id: account.id,
    order_id: command.order_row,
    purpose: "run-commands",
    code: `${kind}-refused`,
    message: error.message,
    says: error.says ?? channelsTexts.say("command-refused", { order: command.order_id, reason: error.message }),
  });
}

/** An order that cannot be read any more: at most once, then a person's task. */
export async function settleUnreadable({ sql, account, about, outcome }: Settling): Promise<void> {
  if (outcome.error?.kind !== "rejected" && outcome.error?.kind !== "validation") return;
  const [command] = await rows<{ order_id: string; kind: string; order_row: string | null }>(
    sql,
    `update channel_command command set needs_person = true, updated_at = now() where id = ? and state in ('sending', 'unknown')
     returning order_id, kind,
       (select id from channel_order placed where placed.account_id = command.account_id and placed.order_id = command.order_id) as order_row`,
    [about.commandId],
  );
  if (!command) return;
  await writeProblemOnce(sql, {
    account_id: account.id,
    order_id: command.order_row,
    purpose: "run-commands",
    code: `${command.kind}-unknown`,
    says: channelsTexts.say("command-unknown", { order: command.order_id }),
  });
}

import type { OrderState } from "connectors/contract";
import { lockExposure } from "./exposures";
import { mayLetLeave } from "./ledger";
import { type CommandKind, nextCommandStep } from "./plan/command";
import type { PlannedAct, Planning } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { lockComponents } from "./shelf";
import { iso, milliseconds, rows } from "./sql";
import { channelsTexts } from "./texts";
import { sendWithinMs } from "./turn-rules";

interface CommandRow {
  id: string;
  order_id: string;
  kind: CommandKind;
  reason: string | null;
  state: "queued" | "sending" | "unknown";
  send_before: Date | null;
  attempts: number;
  order_row: string | null;
  order_state: OrderState | "" | null;
  read_began_at: Date | null;
  first_read_at: Date | null;
}

const atATime = 20;

/** What is known of each open command, and its next step. */
async function openCommands({ sql, account, assumptions, edge, now }: Planning) {
  const open = await rows<CommandRow>(
    sql,
    `select command.id, command.order_id, command.kind, command.reason, command.state, command.send_before, command.attempts,
            placed.id as order_row, placed.state as order_state, placed.read_began_at, placed.created_at as first_read_at
       from channel_command command
       left join channel_order placed on placed.account_id = command.account_id and placed.order_id = command.order_id
      where command.account_id = ? and command.state in ('queued', 'sending', 'unknown') and not command.needs_person
      order by command.created_at limit 100 for update of command`,
    [account.id],
  );
  const settings = { ...assumptions, readable: edge?.ways.orders === "api" };
  return open.map((command) => ({
    command,
    step: nextCommandStep(
      {
        ...command,
        sendBefore: milliseconds(command.send_before),
        order:
          command.order_state === null
            ? undefined
            : { state: command.order_state, readBeganAt: milliseconds(command.read_began_at) ?? 0 },
      },
      now,
      settings,
    ),
  }));
}

/** An order whose command was not answered is read before anything is sent again. */
export async function planCommandReads(planning: Planning): Promise<PlannedAct[]> {
  const unread = (await openCommands(planning)).filter(({ step }) => step === "read").slice(0, atATime);
  return unread.map(({ command }) => ({
    kind: "read-orders",
    payload: { orderIds: [command.order_id] },
    about: { commandId: command.id },
  }));
}

export async function planCommands(planning: Planning): Promise<PlannedAct[]> {
  const { sql, account, now, done } = planning;
  const acts: PlannedAct[] = [];
  for (const { command, step } of await openCommands(planning)) {
    const become = (state: string) =>
      sql.execute("update channel_command set state = ?, updated_at = now() where id = ?", [state, command.id]);
    if (step === "done") await become("done");
    if (step === "withdraw") await become("withdrawn");
    if (step === "person") {
      await sql.execute("update channel_command set needs_person = true, updated_at = now() where id = ?", [command.id]);
      await writeProblemOnce(sql, {
        account_id: account.id,
        order_id: command.order_row,
        purpose: "run-commands",
        code: `${command.kind}-unknown`,
        says: channelsTexts.say("command-unknown", { order: command.order_id }),
      });
    }
    if (step !== "send" || acts.length >= atATime || done.has(`${command.kind}:${command.id}`)) continue;
    if (!(await mayGo(planning, command))) continue;
    await sql.execute("update channel_command set state = 'sending', attempts = attempts + 1, send_before = ? where id = ?", [
      iso(now + sendWithinMs),
      command.id,
    ]);
    acts.push({
      kind: command.kind,
      payload: { orderId: command.order_id, ...(command.kind === "cancel" ? { reason: command.reason ?? "" } : {}) },
      about: { commandId: command.id },
    });
  }
  return acts;
}

/** Where a total does not fall with the goods, a strict SKU's total is written without an order before that order may leave (H32). */
async function mayGo({ sql, account, edge, assumptions, now }: Planning, command: CommandRow): Promise<boolean> {
  const gross = edge?.ways.stock === "api" && edge.stockKind === "gross-set" && !account.kind_doubted_at;
  const leaves = command.kind === "accept" || command.kind === "pack";
  if (!gross || !leaves || assumptions.totalFallsOnLeave || command.order_row === null) return true;
  const lines = await rows<{ listing_id: string }>(
    sql,
    "select distinct listing_id from channel_order_line where channel_order_id = ? and listing_id is not null and held > 0",
    [command.order_row],
  );
  const order = { id: command.order_row, readAt: milliseconds(command.first_read_at) ?? 0 };
  for (const { listing_id } of lines) {
    const booked = await lockExposure(sql, listing_id);
    if (!booked) continue;
    const components = await lockComponents(
      sql,
      booked.recipe.map((part) => part.inventoryItemId),
    );
    const strict = [...components.values()].some(({ allowance }) => allowance === 0);
    if (strict && !mayLetLeave(booked.ledger, order, now, assumptions.writeEffectiveWithinMs, booked.readBack?.writeId))
      return false;
  }
  return true;
}

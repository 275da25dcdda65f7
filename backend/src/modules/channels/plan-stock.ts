import { bookedFrom, saveExposure } from "./exposures";
import { doubt, loseOverdue } from "./ledger";
import { countBreach } from "./measures";
import { type BookedWrite, planStock } from "./plan/stock";
import { fenceReadDue, isNegativeTooLong, readDue } from "./plan/stock-reads";
import type { SkuState } from "./plan/stock-state";
import { listed, type PlannedAct, type Planning } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { iso, milliseconds, type Sql, textArray } from "./sql";
import { forgetStock, type LoadedStock, loadStock, type Sold } from "./stock-state-of";
import { channelsTexts } from "./texts";
import { rowsATurn, someOf } from "./turn-rules";

/** So many SKUs go out as one act: its report is one message. */
const rowsAnAct = 20;

/** Stock is read before the orders are: a fence read must reach beyond the end of the read-back (sync-protocol §4). */
export async function planStockRead(planning: Planning): Promise<PlannedAct[]> {
  if (planning.edge?.ways.stock !== "api") return [];
  const state = await loadStock(planning, true);
  for (const sku of state.skus) {
    const ledger = loseOverdue(sku.exposure, state.now);
    const row = state.sold.get(sku.listingId)?.row;
    if (row && ledger.writes.some((write, at) => write !== sku.exposure.writes[at])) {
      await saveExposure(planning.sql, bookedFrom(row, []), { ledger });
      forgetStock(planning);
    }
  }
  for (const sku of state.skus) if (isNegativeTooLong(sku, state.now, state.rules)) await noteUnexplained(planning, sku, state);
  const due = state.skus.filter((sku) =>
    readDue({ ...sku, exposure: loseOverdue(sku.exposure, state.now) }, state.now, state.rules),
  );
  const some = someOf(due, state.now);
  const asked = some.flatMap(({ listingId }) => state.sold.get(listingId) ?? []);
  // A twin has the SKU of its listing: their numbers come by that name, so they are asked for apart.
  const twins = asked.filter(({ twin }) => twin);
  const own = asked.filter(({ twin }) => !twin);
  return [
    ...(own.length
      ? [
          {
            kind: "read-stock" as const,
            payload: { listed: own.map(({ listing }) => listed(listing)) },
            about: some.length < due.length ? { again: "push-stock" as const } : {},
          },
        ]
      : []),
    ...twins.map(({ listing }) => ({
      kind: "read-stock" as const,
      payload: { listed: [listed(listing)] },
      about: { twinId: listing.id },
    })),
  ];
}

/** Sold more than can be explained, for longer than a cancellation may be on its way: its bound is doubted (sync-protocol §3). */
async function noteUnexplained(planning: Planning, sku: SkuState, state: LoadedStock): Promise<void> {
  const { sql, account } = planning;
  const row = state.sold.get(sku.listingId)?.row;
  const fresh = await countBreach(sql, account, {
    setting: "cancelVisibleWithinMs",
    about: `${sku.exposure.id}:${sku.negativeSince}`,
    what: { listing: sku.listingId, liability: sku.exposure.liability },
    at: state.now,
  });
  if (!fresh || !row) return;
  await saveExposure(sql, bookedFrom(row, []), { ledger: doubt(sku.exposure) });
  forgetStock(planning);
}

export async function planFenceRead(planning: Planning): Promise<PlannedAct[]> {
  const { account, assumptions, now, edge } = planning;
  if (edge?.ways.orders !== "api") return [];
  const state = await loadStock(planning, true);
  if (!fenceReadDue(state)) return [];
  // Hidden holds that no counter bounds come to light with the date they were placed at (sync-protocol §4).
  const uncounted = !assumptions.unpaidVisible && state.skus.some(({ look }) => look && look.held === undefined);
  const backdated = uncounted
    ? Math.max(assumptions.createdBackdatedMs, assumptions.unpaidHoldMaxMs)
    : assumptions.createdBackdatedMs;
  const before = milliseconds(account.fence_began_at);
  const since =
    before === undefined
      ? now - assumptions.unpaidHoldMaxMs - backdated
      : before - assumptions.orderVisibleWithinMs - backdated;
  return [{ kind: "read-orders-created", payload: { createdSince: iso(since) }, about: {} }];
}

/** R1 for each write of the turn: booked before it is sent, in the transaction that planned it (sync-protocol §3). */
export async function planStockWrites(planning: Planning, ordersRead: boolean): Promise<PlannedAct[]> {
  const { sql, account, edge } = planning;
  if (edge?.ways.stock !== "api") return [];
  const state = await loadStock(planning, ordersRead);
  const plan = planStock(state);
  // Falls stand first. What is not sent now is not booked: an intent that was never sent would wait as a refusal does.
  const writes = plan.writes.slice(0, rowsATurn);
  for (const { listingId, ledger, dark } of writes) {
    const row = state.sold.get(listingId)?.row;
    if (row) await saveExposure(sql, bookedFrom(row, []), { ledger, zeroed: dark });
  }
  await keepReasons(sql, state, plan);
  await tellShort(sql, account.id, state);
  const failed = [...state.unreadable, ...plan.failed];
  await sql.execute(
    `update channel_problem set resolved_at = now() where account_id = ? and code = 'plan-failed' and resolved_at is null
        and listing_id <> all(?::text[])`,
    [account.id, textArray(failed.map(({ listingId }) => listingId))],
  );
  for (const { listingId, message } of failed)
    await writeProblemOnce(sql, {
      account_id: account.id,
      listing_id: listingId,
      purpose: "push-stock",
      code: "plan-failed",
      message,
    });
  const acts = actsOf(writes, state.sold);
  const last = acts.pop();
  if (!last) return [];
  return [...acts, writes.length < plan.writes.length ? { ...last, about: { ...last.about, again: "push-stock" } } : last];
}

async function keepReasons(sql: Sql, state: LoadedStock, plan: ReturnType<typeof planStock>): Promise<void> {
  const obstacles = new Map(state.skus.map(({ listingId, obstacle }) => [listingId, obstacle]));
  const told = [...plan.why].map(([id, why]) => [id, why === "strict-refused" ? `${why}:${obstacles.get(id)}` : why] as const);
  const changed = told.filter(([id, why]) => state.sold.get(id)?.row.why !== why);
  if (changed.length)
    await sql.execute(
      `update channel_exposure exposure set why = told.why from unnest(?::text[], ?::text[]) told(id, why)
        where exposure.listing_id = told.id`,
      [textArray(changed.map(([id]) => id)), textArray(changed.map(([, why]) => why))],
    );
  if (plan.looks.length)
    await sql.execute(
      `update channel_exposure set look_asked_at = now() where listing_id = any(?::text[])
          and (look_asked_at is null or look_asked_at <= coalesce(to_timestamp((look->>'endedAt')::bigint / 1000.0), look_asked_at))`,
      [textArray(plan.looks)],
    );
}

/** More was sold than is there: told at each listing of it, until a person has chosen or goods have come (sync-protocol §3). */
async function tellShort(sql: Sql, accountId: string, state: LoadedStock): Promise<void> {
  const short = new Map<string, number>();
  for (const { listingId, parts } of state.skus)
    for (const { componentId } of parts) {
      const component = state.components.get(componentId);
      const units = component ? component.held - component.onHand : 0;
      if (units > 0) short.set(listingId, Math.max(units, short.get(listingId) ?? 0));
    }
  await sql.execute(
    `update channel_problem set resolved_at = now() where account_id = ? and code = 'short' and resolved_at is null
        and not (listing_id || ':' || (says->'params'->>'units') = any(?::text[]))`,
    [accountId, textArray([...short].map(([id, units]) => `${id}:${units}`))],
  );
  for (const [listing_id, units] of short)
    await writeProblemOnce(sql, {
      account_id: accountId,
      listing_id,
      purpose: "push-stock",
      code: "short",
      says: channelsTexts.say("short", { units }),
    });
}

/** Absolute numbers and changes are different acts; what failed together goes by itself, so that it fails alone. */
function actsOf(writes: readonly BookedWrite[], sold: ReadonlyMap<string, Sold>): PlannedAct[] {
  const acts: PlannedAct[] = [];
  const groups = new Map<string, BookedWrite[]>();
  for (const write of writes) {
    const found = sold.get(write.listingId);
    const kind = write.kind === "delta" ? "adjust-stock" : "push-stock";
    const key = found && (found.row.alone || found.twin) ? `${kind}:${write.listingId}` : kind;
    groups.set(key, [...(groups.get(key) ?? []), write]);
  }
  for (const [key, group] of groups) {
    const adjusts = key.startsWith("adjust-stock");
    for (let at = 0; at < group.length; at += rowsAnAct) {
      const some = group.slice(at, at + rowsAnAct).flatMap((write) => {
        const found = sold.get(write.listingId);
        return found ? [{ write, ...found }] : [];
      });
      acts.push({
        kind: adjusts ? "adjust-stock" : "push-stock",
        payload: adjusts
          ? { changes: some.map(({ write, listing }) => ({ listed: listed(listing), change: write.units })) }
          : { levels: some.map(({ write, listing }) => ({ listed: listed(listing), quantity: write.units })) },
        about: {
          writes: Object.fromEntries(
            some.map(({ write, listing }) => [listing.sku, { listingId: listing.id, writeId: write.writeId }]),
          ),
        },
      });
    }
  }
  return acts;
}

import type { Order } from "connectors/contract";
import type { Assumptions } from "./assumptions";
import { bucketOf, isLateOrder, p95Of, widened } from "./plan/breach";
import type { AccountRow } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { iso, milliseconds, newId, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

/** Settings that are measured while running (sync-protocol §6). */
export type Measured = "orderVisibleWithinMs" | "readSeesWriteWithinMs";
export type Broken = Measured | "cancelVisibleWithinMs" | "soleStockWriter";

export async function measure(sql: Sql, accountId: string, setting: Measured, ms: number): Promise<void> {
  const took = Math.max(0, Math.round(ms));
  const bucket = String(bucketOf(took));
  await sql.execute(
    `insert into channel_measure as known (id, account_id, setting, count, longest_ms, buckets) values (?, ?, ?, 1, ?, jsonb_build_object(?::text, 1))
     on conflict (account_id, setting) where deleted_at is null do update set count = known.count + 1,
       longest_ms = greatest(known.longest_ms, excluded.longest_ms), updated_at = now(),
       buckets = known.buckets || jsonb_build_object(?::text, coalesce((known.buckets->>?::text)::int, 0) + 1)`,
    [newId("chmeas"), accountId, setting, took, bucket, bucket, bucket],
  );
}

/** How late an order came to light; true when it came later than everything had been covered. */
export async function noteFirstSight(
  sql: Sql,
  account: AccountRow,
  assumptions: Assumptions,
  order: Order,
  readBeganAt: number,
): Promise<boolean> {
  const createdAt = Date.parse(order.createdAt);
  const coveredFrom = milliseconds(account.covered_from);
  const sight = { createdAt, readBeganAt, coveredFrom, coveredUntil: milliseconds(account.covered_until) };
  if (coveredFrom !== undefined && createdAt >= coveredFrom && assumptions.unpaidVisible)
    await measure(sql, account.id, "orderVisibleWithinMs", readBeganAt - createdAt);
  if (!isLateOrder(sight, assumptions)) return false;
  const what = { order: order.id, createdAt: order.createdAt, coveredUntil: iso(sight.coveredUntil ?? 0) };
  return countBreach(sql, account, { setting: "orderVisibleWithinMs", about: order.id, what, at: readBeganAt });
}

/** Counted once for what it is about. True: it is new. */
export async function countBreach(
  sql: Sql,
  account: { id: string },
  breach: { readonly setting: Broken; readonly about: string; readonly what: object; readonly at: number },
): Promise<boolean> {
  const counted = await rows(
    sql,
    `insert into channel_breach (id, account_id, setting, about, what, at) values (?, ?, ?, ?, ?::jsonb, ?) on conflict do nothing returning id`,
    [newId("chbr"), account.id, breach.setting, breach.about, JSON.stringify(breach.what), iso(breach.at)],
  );
  if (!counted.length) return false;
  await writeProblemOnce(sql, {
    account_id: account.id,
    purpose: "assumptions",
    code: `breach-${breach.setting}`,
    says: channelsTexts.say(`breach-${breach.setting}`),
  });
  return true;
}

/**
 * D did not hold: it doubles, once a reading, what was covered is covered less far, and the bounds of the account's strict
 * SKUs are doubted until the next fence (sync-protocol §6).
 */
export async function widenOrderLag(
  sql: Sql,
  account: AccountRow,
  assumptions: Pick<Assumptions, "orderVisibleWithinMs">,
  since: Date,
): Promise<void> {
  const wider = widened(assumptions.orderVisibleWithinMs);
  const done = await rows(
    sql,
    `update channel_account set widened = coalesce(widened, '{}'::jsonb) || jsonb_build_object('orderVisibleWithinMs', ?::int),
            widened_at = now(), covered_until = least(covered_until, fence_began_at - ? * interval '1 millisecond')
      where id = ? and (widened_at is null or widened_at < ?) returning id`,
    [wider, wider, account.id, since],
  );
  if (!done.length) return;
  await sql.execute(
    `update channel_exposure exposure set doubted = true, look = null, look_asked_at = now()
      where account_id = ? and exists (select 1 from channel_exposure_component part
        join channel_stock_component shelf on shelf.id = part.inventory_item_id
       where part.exposure_id = exposure.id and (shelf.allowance = 0 or shelf.on_hand - shelf.held < shelf.strict_below))`,
    [account.id],
  );
}

export interface AccountAssumptions {
  readonly accountId: string;
  readonly inForce: Assumptions;
  readonly widened: Partial<Assumptions>;
  readonly measured: readonly {
    readonly setting: string;
    readonly count: number;
    readonly longestMs: number;
    readonly p95Ms: number | undefined;
  }[];
  readonly breaches: readonly { readonly setting: string; readonly count: number; readonly lastAt: Date }[];
}

export async function assumptionsInForce(
  sql: Sql,
  accounts: readonly { id: string; inForce: Assumptions; widened: Partial<Assumptions> | null }[],
): Promise<{ accounts: AccountAssumptions[]; oversold: number; breaches: number }> {
  const measured = await rows<{
    account_id: string;
    setting: string;
    count: number;
    longest_ms: number;
    buckets: Record<string, number>;
  }>(
    sql,
    "select account_id, setting, count, longest_ms, buckets from channel_measure where deleted_at is null order by setting",
  );
  const broken = await rows<{ account_id: string; setting: string; count: string; last_at: Date }>(
    sql,
    "select account_id, setting, count(*) as count, max(at) as last_at from channel_breach where deleted_at is null group by account_id, setting order by setting",
  );
  const [oversold] = await rows<{ units: string | null }>(
    sql,
    "select sum(greatest(0, held - on_hand)) as units from channel_stock_component where deleted_at is null",
  );
  return {
    accounts: accounts.map(({ id, inForce, widened: wider }) => ({
      accountId: id,
      inForce,
      widened: wider ?? {},
      measured: measured
        .filter(({ account_id }) => account_id === id)
        .map(({ setting, count, longest_ms, buckets }) => ({ setting, count, longestMs: longest_ms, p95Ms: p95Of(buckets) })),
      breaches: broken
        .filter(({ account_id }) => account_id === id)
        .map(({ setting, count, last_at }) => ({ setting, count: Number(count), lastAt: last_at })),
    })),
    oversold: Number(oversold?.units ?? 0),
    breaches: broken.reduce((sum, { count }) => sum + Number(count), 0),
  };
}

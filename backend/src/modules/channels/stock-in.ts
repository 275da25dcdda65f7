import type { ChannelEdge, StockCounters } from "connectors/contract";
import type { Assumptions } from "./assumptions";
import { lockComponentsOf, lockExposure, saveExposure } from "./exposures";
import { apply, equationHolds, keptSince, newestWrite, refuse } from "./ledger";
import { countBreach, measure } from "./measures";
import type { Settling } from "./outcomes";
import { showsWrite } from "./plan/shows-write";
import type { AccountRow } from "./plan-acts";
import { closeProblem, writeProblemOnce } from "./problems";
import { rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

/** R2, R3, R4. A row the report does not name is unsure. */
export async function settleStock({ sql, account, assumptions, now, about, outcome }: Settling): Promise<string[]> {
  const applied = new Set<string>(outcome.report?.applied ?? []);
  const refused = new Map((outcome.report?.refused ?? []).map((refusal) => [refusal.sku as string, refusal]));
  const touched: string[] = [];
  const written = Object.entries(about.writes ?? {});
  await lockComponentsOf(
    sql,
    written.map(([, { listingId }]) => listingId),
  );
  for (const [sku, { listingId, writeId }] of written) {
    const booked = await lockExposure(sql, listingId);
    if (!booked) continue;
    const no = refused.has(sku) || outcome.error?.sent === false;
    const ledger = applied.has(sku)
      ? apply(booked.ledger, writeId, {
          now,
          ackedAt: Date.parse(outcome.endedAt),
          moveIsAtomic: assumptions.moveIsAtomic,
          refusesBelowHolds: false,
          restockWithinMs: assumptions.restockWithinMs,
        })
      : no
        ? refuse(booked.ledger, writeId, now)
        : booked.ledger;
    if (ledger !== booked.ledger) {
      await saveExposure(sql, booked, { ledger });
      touched.push(listingId);
    }
    const refusal = refused.get(sku);
    const told = { account_id: account.id, listing_id: listingId, purpose: "push-stock", code: "stock-refused" };
    if (applied.has(sku)) await closeProblem(sql, told);
    if (refusal) await writeProblemOnce(sql, { ...told, says: refusal.says });
  }
  await markAlone(sql, written, outcome, applied);
  return touched;
}

/** What failed as a whole may have failed for one row of it: each goes by itself until it works again. */
async function markAlone(
  sql: Sql,
  written: readonly (readonly [string, { readonly listingId: string }])[],
  outcome: Settling["outcome"],
  applied: ReadonlySet<string>,
): Promise<void> {
  const failed = outcome.error && ["validation", "rejected", "unexpected"].includes(outcome.error.kind) && written.length > 1;
  for (const [sku, { listingId }] of written)
    if (failed || applied.has(sku))
      await sql.execute("update channel_exposure set alone = ? where listing_id = ? and alone <> ?", [
        failed === true,
        listingId,
        failed === true,
      ]);
}

interface Reading {
  readonly account: AccountRow;
  readonly edge: ChannelEdge | undefined;
  readonly assumptions: Assumptions;
  readonly now: number;
  /** The reading is a twin's, whose SKU is the listing's too. */
  readonly twinId?: string | undefined;
}

/** What was read is a look, and a read-back where it shows the newest write; neither moves anything before its fence. */
export async function recordCounters(sql: Sql, reading: Reading, counters: StockCounters): Promise<void> {
  const { account, edge, assumptions, now } = reading;
  const [found] = reading.twinId
    ? [{ id: reading.twinId }]
    : await rows<{ id: string }>(sql, "select id from channel_listing where account_id = ? and sku = ?", [
        account.id,
        counters.sku,
      ]);
  const booked = found ? await lockExposure(sql, found.id) : undefined;
  if (!found || !booked) return;
  const gross = edge?.stockKind === "gross-set";
  if (gross && equationHolds(counters) === false) await doubtKind(sql, account);
  const beganAt = Date.parse(counters.readBeganAt);
  const newest = newestWrite(booked.ledger);
  const shows =
    newest !== undefined && showsWrite(newest, counters, keptSince(booked.ledger, newest.sentAt, assumptions.restockWithinMs));
  if (newest?.ackedAt !== undefined && newest.kind !== "delta" && !newest.fenced && booked.readBack?.writeId !== newest.id) {
    const after = beganAt - newest.ackedAt;
    if (shows && after >= 0) await measure(sql, account.id, "readSeesWriteWithinMs", after);
    if (!shows && after >= assumptions.readSeesWriteWithinMs)
      await countBreach(sql, account, {
        setting: "readSeesWriteWithinMs",
        about: newest.id,
        what: { listing: found.id, sent: newest.units, shown: counters.sellable },
        at: beganAt,
      });
  }
  const { sellable, total, held, floor } = counters;
  const read = { beganAt, endedAt: now, ...(held === undefined ? {} : { held }) };
  await saveExposure(sql, booked, {
    look: {
      ...read,
      // A total that does not fall with the goods puts every hold on sale again (H32).
      shown: gross && !assumptions.totalFallsOnLeave && total !== undefined ? Math.max(total, sellable) : sellable,
      sellable,
      liability: booked.ledger.liability,
      ...(total === undefined ? {} : { total }),
      ...(floor === undefined ? {} : { floor }),
    },
    ...(newest?.ackedAt !== undefined && shows && beganAt >= newest.ackedAt + assumptions.readSeesWriteWithinMs
      ? { readBack: { ...read, shown: sellable, writeId: newest.id } }
      : {}),
  });
}

/** Its numbers do not count as a gross-set's do: from now on it is written as the kind that exposes least. */
async function doubtKind(sql: Sql, account: AccountRow): Promise<void> {
  const first = await rows(
    sql,
    "update channel_account set kind_doubted_at = now() where id = ? and kind_doubted_at is null returning id",
    [account.id],
  );
  if (first.length)
    await writeProblemOnce(sql, {
      account_id: account.id,
      purpose: "stock-kind",
      code: "not-its-kind",
      says: channelsTexts.say("not-its-kind"),
    });
}

import { type Access, ConnectorError, type RawAccess } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Outcome } from "./act-types";
import type { Assumptions } from "./assumptions";
import { nextRenewal } from "./plan/renewal";
import type { AccountRow, PlannedAct } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { type CredentialKey, open, seal } from "./sealing";
import { milliseconds, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";
import { freshAccessMs, sendWithinMs } from "./turn-rules";
import type { ActRow } from "./turns";

type Keys = readonly CredentialKey[];

const accessPlace = (id: string) => `channel_account:${id}:access`;
const rawPlace = (id: string) => `channel_account:${id}:raw`;
export const grantPlace = (id: string) => `channel_consent_grant:${id}:query`;

export function accessOf(keys: Keys, account: AccountRow): Access | undefined {
  return account.access_encrypted ? (open(keys, accessPlace(account.id), account.access_encrypted) as Access) : undefined;
}

/** Lazada's does not change by refreshing, and an in-house app of Tiki simply asks again (sync-protocol §12). */
const isSingleUse = (account: AccountRow, refreshToken: string): boolean =>
  account.channel !== "lazada" && refreshToken !== "client_credentials";

/**
 * An answer that was kept and not read comes first, then what came back from the consent page; else an access that has lived
 * half its life is renewed, one request at a time.
 */
export async function planAccess(
  sql: Sql,
  keys: Keys,
  account: AccountRow,
  assumptions: Pick<Assumptions, "requestDiesWithinMs">,
  now: number,
): Promise<PlannedAct[]> {
  const about = { generation: account.access_generation };
  if (await readKeptAnswer(sql, keys, account)) return [];
  const [grant] = await rows<{ id: string; query_encrypted: string }>(
    sql,
    "update channel_consent_grant set spent_at = now() where account_id = ? and spent_at is null returning id, query_encrypted",
    [account.id],
  );
  if (grant)
    return [
      {
        kind: "exchange-access",
        payload: { grant: { query: open(keys, grantPlace(grant.id), grant.query_encrypted) } },
        about: { ...about, grantId: grant.id },
      },
    ];
  const access = accessOf(keys, account);
  if (!access?.refreshToken || account.state === "needs-sign-in" || account.state === "retired") return [];
  const [asked] = await rows<{ count: string; newest: Date | null }>(
    sql,
    `select count(*) as count, max(send_before) as newest from channel_act
      where account_id = ? and kind = 'refresh-access' and (about->>'generation')::int = ?
        and coalesce(outcome->'error'->>'sent', 'true') <> 'false'`,
    [account.id, account.access_generation],
  );
  const newest = milliseconds(asked?.newest ?? null);
  const step = nextRenewal(
    {
      storedAt: milliseconds(account.access_stored_at),
      expiresAt: milliseconds(account.access_expires_at),
      openUntil: newest === undefined ? undefined : newest + assumptions.requestDiesWithinMs,
      lost: Number(asked?.count ?? 0),
      singleUse: isSingleUse(account, access.refreshToken),
    },
    now,
  );
  if (step === "ask-owner") await askOwner(sql, account);
  return step === "renew" ? [{ kind: "refresh-access", payload: { refreshToken: access.refreshToken }, about }] : [];
}

/** Never silent: the account says so, its work rests, and there is a row to look at. */
async function askOwner(sql: Sql, account: AccountRow): Promise<void> {
  await sql.execute("update channel_account set state = 'needs-sign-in' where id = ? and state <> 'retired'", [account.id]);
  const [named] = await rows<{ title: string }>(sql, "select title from channel_account where id = ?", [account.id]);
  await writeProblemOnce(sql, {
    account_id: account.id,
    purpose: "sign-in",
    code: "needs-sign-in",
    says: channelsTexts.say("sign-in", { account: named?.title ?? "" }),
  });
}

/** Refused with the access of the act: renewed once; an access as new as the act's own needs its owner (sync-protocol §12). */
export async function doubtAccess(sql: Sql, keys: Keys, account: AccountRow, act: ActRow): Promise<void> {
  const access = accessOf(keys, account);
  const renewedAt = milliseconds(account.access_stored_at) ?? 0;
  const renewable = access?.refreshToken !== undefined && Date.now() - renewedAt > freshAccessMs;
  if (renewable)
    await sql.execute(
      "update channel_account set access_expires_at = least(access_expires_at, access_stored_at) where id = ?",
      [account.id],
    );
  // An act planned before the renewal was refused with the old access, which says nothing of the new one.
  else if ((milliseconds(act.send_before) ?? 0) - sendWithinMs > renewedAt) await askOwner(sql, account);
}

/** The new pair has worked: the one before it is not needed any more. */
export async function trustAccess(sql: Sql, account: AccountRow, act: ActRow): Promise<void> {
  const plannedAt = (milliseconds(act.send_before) ?? 0) - sendWithinMs;
  if (account.access_previous_encrypted && plannedAt > (milliseconds(account.access_stored_at) ?? 0))
    await sql.execute("update channel_account set access_previous_encrypted = null where id = ?", [account.id]);
}

/** A transaction of its own, before anything reads the answer: a shape we do not know must not lose a token. */
export async function keepAnswer(sql: Sql, keys: Keys, account: AccountRow, act: ActRow, raw: RawAccess): Promise<void> {
  await sql.execute(
    "update channel_account set access_raw_encrypted = ?, access_pending_generation = access_generation where id = ? and access_generation = ?",
    [seal(keys, rawPlace(account.id), raw), account.id, act.about.generation ?? 0],
  );
}

/** False: there is no new access; a later turn, or the owner, must see to it. */
export async function settleAccess(
  sql: Sql,
  keys: Keys,
  account: AccountRow,
  act: ActRow,
  { access: raw, error }: Outcome,
): Promise<boolean> {
  const generation = act.about.generation ?? 0;
  if (!raw) {
    if (act.about.grantId && error?.sent === false)
      await sql.execute("update channel_consent_grant set spent_at = null where id = ?", [act.about.grantId]);
    // A code is good once: whoever agreed must agree again. Of a renewal a clear no says the same; a lost answer is tried again.
    else if (act.about.grantId || error?.kind === "auth" || error?.kind === "rejected") await askOwner(sql, account);
    return false;
  }
  const read = await readAnswer(sql, keys, account, raw, generation);
  if (read === "busy" && act.about.grantId)
    await sql.execute("update channel_consent_grant set spent_at = null where id = ?", [act.about.grantId]);
  return read === "stored";
}

/** A worker died between our keeping its answer and our reading it. True: there was one, and it holds. */
async function readKeptAnswer(sql: Sql, keys: Keys, account: AccountRow): Promise<boolean> {
  if (account.access_pending_generation !== account.access_generation || !account.access_raw_encrypted) return false;
  const raw = open(keys, rawPlace(account.id), account.access_raw_encrypted) as RawAccess;
  return (await readAnswer(sql, keys, account, raw, account.access_generation)) === "stored";
}

async function readAnswer(
  sql: Sql,
  keys: Keys,
  account: AccountRow,
  raw: RawAccess,
  generation: number,
): Promise<"stored" | "busy" | "no"> {
  const edge = edges[account.channel];
  try {
    if (!edge?.readAccess) throw new ConnectorError("validation", "no-access", "This channel reads no access", { sent: false });
    const access = edge.readAccess(raw);
    return (await storeAccess(sql, keys, { accountId: account.id, generation, raw, access })) ? "stored" : "no";
  } catch (failure) {
    if (!(failure instanceof ConnectorError)) throw failure;
    // Too busy to say: as good as no answer. In a shape nobody knows the token may be in it: kept, and read again.
    const busy = failure.kind === "retryable" || failure.kind === "rate-limited";
    if (failure.kind !== "unexpected")
      await sql.execute("update channel_account set access_pending_generation = null where id = ? and access_generation = ?", [
        account.id,
        generation,
      ]);
    if (!busy) await askOwner(sql, account);
    return busy ? "busy" : "no";
  }
}

/** Compare-and-set on the generation: false when another exchange or refresh was first. The pair before is kept until this one worked. */
export async function storeAccess(
  sql: Sql,
  keys: Keys,
  { accountId, generation, raw, access }: { accountId: string; generation: number; raw?: RawAccess; access: Access },
): Promise<boolean> {
  const taken = await rows(
    sql,
    `update channel_account set access_previous_encrypted = access_encrypted, access_encrypted = ?,
              access_raw_encrypted = coalesce(?, access_raw_encrypted), access_pending_generation = null,
              access_generation = access_generation + 1, access_stored_at = now(), access_expires_at = ?,
              shop_id = coalesce(?, shop_id), updated_at = now(),
              state = case when state = 'needs-sign-in' then 'look-only' else state end
        where id = ? and access_generation = ? returning id`,
    [
      seal(keys, accessPlace(accountId), access),
      raw ? seal(keys, rawPlace(accountId), raw) : null,
      access.expiresAt,
      access.shopId ?? null,
      accountId,
      generation,
    ],
  );
  if (taken.length)
    await sql.execute(
      "update channel_problem set resolved_at = now() where account_id = ? and purpose = 'sign-in' and resolved_at is null",
      [accountId],
    );
  return taken.length > 0;
}

/** An operator's way back to the pair before, where the new one never worked; it is renewed at once. */
export async function takePreviousAccess(sql: Sql, accountId: string): Promise<boolean> {
  const taken = await rows(
    sql,
    `update channel_account set access_encrypted = access_previous_encrypted, access_previous_encrypted = null,
            access_generation = access_generation + 1, access_expires_at = now(), access_stored_at = now(),
            state = case when state = 'needs-sign-in' then 'look-only' else state end, updated_at = now()
      where id = ? and access_previous_encrypted is not null returning id`,
    [accountId],
  );
  return taken.length > 0;
}

import type { Access, RawAccess } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Outcome } from "./act-types";
import type { AccountRow, PlannedAct } from "./plan-acts";
import { type CredentialKey, open, seal } from "./sealing";
import { milliseconds, rows, type Sql } from "./sql";
import { freshAccessMs, sendWithinMs } from "./turn-rules";
import { type ActRow, isStale } from "./turns";

type Keys = readonly CredentialKey[];

const accessPlace = (id: string) => `channel_account:${id}:access`;
const rawPlace = (id: string) => `channel_account:${id}:raw`;
export const grantPlace = (id: string) => `channel_consent_grant:${id}:query`;

export function accessOf(keys: Keys, account: AccountRow): Access | undefined {
  return account.access_encrypted ? (open(keys, accessPlace(account.id), account.access_encrypted) as Access) : undefined;
}

/** What came back from the consent page is exchanged first; else an access that ends soon is renewed. */
export async function planAccess(sql: Sql, keys: Keys, account: AccountRow, now: number): Promise<PlannedAct[]> {
  const about = { generation: account.access_generation };
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
        about,
      },
    ];
  const access = accessOf(keys, account);
  if (!access?.refreshToken || !isStale(account.access_expires_at, now) || account.state === "needs-sign-in") return [];
  return [{ kind: "refresh-access", payload: { refreshToken: access.refreshToken }, about }];
}

/** Refused with the access of the act: renewed once; an access as new as the act's own needs its owner (sync-protocol §12). */
export async function doubtAccess(sql: Sql, keys: Keys, account: AccountRow, act: ActRow): Promise<void> {
  const access = accessOf(keys, account);
  const renewedAt = milliseconds(account.access_stored_at) ?? 0;
  const renewable = access?.refreshToken !== undefined && Date.now() - renewedAt > freshAccessMs;
  if (renewable)
    await sql.execute("update channel_account set access_expires_at = least(access_expires_at, now()) where id = ?", [
      account.id,
    ]);
  // An act planned before the renewal was refused with the old access, which says nothing of the new one.
  else if ((milliseconds(act.send_before) ?? 0) - sendWithinMs > renewedAt)
    await sql.execute("update channel_account set state = 'needs-sign-in' where id = ? and state <> 'retired'", [account.id]);
}

/** False: there is no new access; a later turn, or the owner, must see to it. */
export async function settleAccess(
  sql: Sql,
  keys: Keys,
  account: AccountRow,
  act: ActRow,
  { access: raw, error }: Outcome,
): Promise<boolean> {
  const edge = edges[account.channel];
  try {
    if (!raw || !edge?.readAccess) throw new Error("No answer");
    return await storeAccess(sql, keys, {
      accountId: account.id,
      generation: act.about.generation ?? 0,
      raw,
      access: edge.readAccess(raw),
    });
  } catch {
    // A lost answer is tried once more with the old pair by the next turn; a clear no needs the owner (sync-protocol §12).
    if (raw || error?.kind === "auth" || error?.kind === "rejected")
      await sql.execute("update channel_account set state = 'needs-sign-in', access_raw_encrypted = ? where id = ?", [
        raw ? seal(keys, rawPlace(account.id), raw) : null,
        account.id,
      ]);
    return false;
  }
}

/** Compare-and-set on the generation: false when another exchange or refresh was first. */
export async function storeAccess(
  sql: Sql,
  keys: Keys,
  { accountId, generation, raw, access }: { accountId: string; generation: number; raw?: RawAccess; access: Access },
): Promise<boolean> {
  const taken = await rows(
    sql,
    `update channel_account set access_encrypted = ?, access_raw_encrypted = ?, access_generation = access_generation + 1,
              access_stored_at = now(), access_expires_at = ?, shop_id = coalesce(?, shop_id), updated_at = now(),
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
  return taken.length > 0;
}

import { writeProblemOnce } from "./problems";
import type { CredentialKey } from "./sealing";
import { rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

export interface LockedAccount {
  readonly id: string;
  readonly title: string;
  readonly keyId: string;
}

/** The key's id stands in front of what it sealed (sealing.ts), so that a lost one is known without opening anything. */
export async function accountsWithLostKeys(sql: Sql, keys: readonly CredentialKey[]): Promise<LockedAccount[]> {
  const sealed = await rows<{ id: string; title: string; keys: string[] }>(
    sql,
    `select id, title, array_remove(array[split_part(settings_encrypted, '.', 1), split_part(access_encrypted, '.', 1)], null) as keys
       from channel_account where deleted_at is null and state <> 'retired' order by id`,
  );
  return sealed.flatMap(({ id, title, keys: used }) => {
    const lost = used.find((key) => !keys.some((known) => known.id === key));
    return lost === undefined ? [] : [{ id, title, keyId: lost }];
  });
}

/** Said at the start and by account, not at the first use (decisions: Encryption); closed when the key is back. */
export async function sayLostKeys(sql: Sql, keys: readonly CredentialKey[]): Promise<readonly LockedAccount[]> {
  const lost = await accountsWithLostKeys(sql, keys);
  for (const { id, keyId } of lost)
    await writeProblemOnce(sql, {
      account_id: id,
      purpose: "credentials",
      code: "key-lost",
      says: channelsTexts.say("key-lost", { key: keyId }),
    });
  await sql.execute(
    "update channel_problem set resolved_at = now() where purpose = 'credentials' and resolved_at is null and not (account_id = any(?::text[]))",
    [`{${lost.map(({ id }) => `"${id}"`).join(",")}}`],
  );
  return lost;
}

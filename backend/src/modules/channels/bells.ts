import { newId, rows, type Sql } from "./sql";

const window = "interval '24 hours'";

/** False: the same bell was heard within the window. One statement, so that of two that come together one is heard. */
export async function hearBell(sql: Sql, accountId: string, bellId: string): Promise<boolean> {
  const heard = await rows(
    sql,
    `insert into channel_bell as known (id, account_id, bell_id, heard_at) values (?, ?, ?, now())
     on conflict (account_id, bell_id) where deleted_at is null do update set heard_at = now(), updated_at = now()
       where known.heard_at <= now() - ${window} returning id`,
    [newId("chbell"), accountId, bellId],
  );
  return heard.length > 0;
}

export async function forgetBells(sql: Sql): Promise<void> {
  await sql.execute(`delete from channel_bell where heard_at <= now() - ${window}`);
}

import type { ChannelTaxonomy } from "connectors/contract";
import type { Outcome, Purpose } from "./act-types";
import type { AccountRow, PlannedAct, Planning } from "./plan-acts";
import { iso, newId, rows, type Sql } from "./sql";

/** A channel's tree changes seldom; what a category asks for is read again so often. */
const freshMs = 7 * 86_400_000;
const mostCategories = 50;

/** The tree and its carriers when they are old, and each category that a listing of the account stands in. */
export async function planTaxonomy({ sql, account, edge, now }: Planning): Promise<PlannedAct[]> {
  if (!edge?.taxonomy) return [];
  const used = await rows<{ id: string; fresh: boolean }>(
    sql,
    `select wanted.category as id, coalesce(bool_or(known.read_at > ?), false) as fresh
       from (select distinct wanted->'onChannel'->>'categoryId' as category from channel_listing
              where account_id = ? and deleted_at is null) wanted
       left join channel_taxonomy known on known.account_id = ? and known.part = 'attributes' and known.category_id = wanted.category
      where wanted.category is not null group by wanted.category order by wanted.category`,
    [iso(now - freshMs), account.id, account.id],
  );
  const [tree] = await rows(
    sql,
    "select 1 from channel_taxonomy where account_id = ? and part = 'categories' and read_at > ?",
    [account.id, iso(now - freshMs)],
  );
  const categoryIds = used.filter(({ fresh }) => !fresh).map(({ id }) => id);
  if (tree && !categoryIds.length) return [];
  return [{ kind: "read-taxonomy", payload: { categoryIds: categoryIds.slice(0, mostCategories) }, about: {} }];
}

export async function planBells({ sql, account, edge }: Planning): Promise<PlannedAct[]> {
  if (!edge?.bells) return [];
  const [kept] = await rows<{ bells_cursor: string | null }>(sql, "select bells_cursor from channel_account where id = ?", [
    account.id,
  ]);
  return [{ kind: "pull-bells", payload: kept?.bells_cursor ? { cursor: kept.bells_cursor } : {}, about: {} }];
}

export async function keepTaxonomy(sql: Sql, account: AccountRow, { taxonomy, endedAt }: Outcome): Promise<void> {
  if (!taxonomy) return;
  const keep = (part: string, categoryId: string, body: unknown) =>
    sql.execute(
      `insert into channel_taxonomy (id, account_id, part, category_id, body, read_at) values (?, ?, ?, ?, ?::jsonb, ?)
       on conflict (account_id, part, category_id) where deleted_at is null
       do update set body = excluded.body, read_at = excluded.read_at, updated_at = now()`,
      [newId("chtax"), account.id, part, categoryId, JSON.stringify(body), endedAt],
    );
  await keep("categories", "", taxonomy.categories);
  await keep("carriers", "", taxonomy.carriers);
  for (const [id, attributes] of Object.entries(taxonomy.attributes)) await keep("attributes", id, attributes);
  for (const [id, limits] of Object.entries(taxonomy.limits ?? {})) await keep("limits", id, limits);
}

/** What has been read of it so far, for this category alone; empty where nothing was. */
export async function readTaxonomy(sql: Sql, accountId: string, categoryId: string | undefined): Promise<ChannelTaxonomy> {
  const kept = await rows<{ part: string; category_id: string; body: unknown }>(
    sql,
    "select part, category_id, body from channel_taxonomy where account_id = ? and (category_id = '' or category_id = ?)",
    [accountId, categoryId ?? ""],
  );
  const all = (part: string) => (kept.find((each) => each.part === part)?.body ?? []) as never[];
  const byCategory = (part: string) =>
    Object.fromEntries(kept.filter((each) => each.part === part).map((each) => [each.category_id, each.body as never]));
  return {
    categories: all("categories"),
    carriers: all("carriers"),
    attributes: byCategory("attributes"),
    limits: byCategory("limits"),
  };
}

/** The cursor moves with the bells it brought, in one transaction: a crash rings them again. */
export async function keepBells(sql: Sql, account: AccountRow, { bells }: Outcome): Promise<void> {
  if (bells?.nextCursor)
    await sql.execute("update channel_account set bells_cursor = ? where id = ?", [bells.nextCursor, account.id]);
}

const rungBy: Readonly<Record<string, readonly Purpose[]>> = {
  orders: ["pull-orders", "push-stock"],
  listings: ["look-at-listings"],
  stock: ["push-stock"],
  access: ["refresh-access"],
};
export const bellsRing = ({ bells }: Outcome): readonly Purpose[] => [
  ...new Set((bells?.about ?? []).flatMap((about) => rungBy[about] ?? [])),
];

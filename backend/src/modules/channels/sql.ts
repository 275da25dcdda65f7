import { randomBytes } from "node:crypto";

export type Row = Record<string, unknown>;

/** A transaction. Everything that moves units runs in one, under locks on the component rows in id order. */
export interface Sql {
  execute(query: string, parameters?: unknown[]): Promise<unknown>;
}

export const rows = async <Shape = Row>(sql: Sql, query: string, parameters: unknown[] = []): Promise<Shape[]> =>
  (await sql.execute(query, parameters)) as Shape[];

export const newId = (prefix: string): string => `${prefix}_${Date.now().toString(36)}${randomBytes(9).toString("hex")}`;

/** For `in (…)`; never called with nothing. */
export const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** All times are Postgres' clock (sync-protocol §1). */
export async function databaseNow(sql: Sql): Promise<number> {
  const [row] = await rows<{ now: string }>(sql, "select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now");
  return Number(row?.now);
}
export const iso = (at: number): string => new Date(at).toISOString();
export const milliseconds = (at: Date | string | null): number | undefined =>
  at === null ? undefined : new Date(at).getTime();

/** A text[] literal: the driver would spread a list into separate parameters. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

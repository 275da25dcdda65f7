import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import seed from "../../src/scripts/seed";

export const password = "mat-khau-thu-1";

interface Wiring {
  readonly publishableKey: string;
  readonly regionId: string;
}

/**
 * The real data and the demonstration, as a first start loads them. A run loads them once and keeps the rows; later tests get
 * these, which takes a tenth of the time. `anew`: by the seed itself.
 */
export async function loadSeed(container: MedusaContainer, { anew = false } = {}): Promise<Wiring> {
  const kept = process.env.KEPT_SEED;
  const output = path.join(mkdtempSync(path.join(tmpdir(), "seed-")), "wiring.json");
  Object.assign(process.env, {
    DATA_DIR: path.join(__dirname, "../../local/data"),
    SEED_OUTPUT: output,
    DEMO: "1",
    DEMO_PASSWORD: password,
    MARKETPLACES_URL: "http://127.0.0.1:4010",
    SHOPEE_PARTNER_ID: "2000001",
    SHOPEE_PARTNER_KEY: "a-key-of-the-tests",
    SHOPEE_PUSH_URL: "http://localhost:9000/webhooks/shopee",
  });
  if (kept && !anew && existsSync(kept)) return putBack(container, JSON.parse(readFileSync(kept, "utf8")) as Kept);
  await seed({ container });
  const wiring = JSON.parse(readFileSync(output, "utf8")) as Wiring;
  if (kept && !anew) {
    const file = `${kept}.${process.pid}`;
    writeFileSync(file, JSON.stringify({ wiring, rows: await allRows(container) } satisfies Kept));
    renameSync(file, kept);
  }
  return wiring;
}

interface Kept {
  readonly wiring: Wiring;
  /** By table. */
  readonly rows: Readonly<Record<string, readonly object[]>>;
}
const connectionOf = (container: MedusaContainer) => container.resolve(ContainerRegistrationKeys.PG_CONNECTION);

async function tablesOf(container: MedusaContainer): Promise<string[]> {
  const found = await connectionOf(container).raw<{ rows: { name: string }[] }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like '%migrations' order by 1",
  );
  return found.rows.map(({ name }) => name);
}

async function allRows(container: MedusaContainer): Promise<Kept["rows"]> {
  const rows: Record<string, readonly object[]> = {};
  for (const table of await tablesOf(container)) {
    const found = await connectionOf(container).raw<{ rows: { all: object[] | null }[] }>(
      `select json_agg(row) as all from "${table}" row`,
    );
    if (found.rows[0]?.all) rows[table] = found.rows[0].all;
  }
  return rows;
}

async function putBack(container: MedusaContainer, { wiring, rows }: Kept): Promise<Wiring> {
  const tables = await tablesOf(container);
  await connectionOf(container).transaction(async (sql) => {
    // Rows come table by table, not in the order of what they point to.
    await sql.raw("set local session_replication_role = replica");
    await sql.raw(`truncate ${tables.map((table) => `"${table}"`).join(", ")}`);
    for (const [table, all] of Object.entries(rows))
      await sql.raw(`insert into "${table}" select * from json_populate_recordset(null::"${table}", ?)`, [JSON.stringify(all)]);
  });
  return wiring;
}

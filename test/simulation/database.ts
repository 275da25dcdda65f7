import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type service from "../../backend/src/modules/channels/service.js";

// A CommonJS module seen from here: its default is inside its default.
type ChannelsModuleService = InstanceType<typeof service.default>;

export interface ChannelsHouse {
  readonly channels: ChannelsModuleService;
  /** Postgres' clock from now on. */
  readonly setTime: (at: number) => Promise<void>;
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Every row is gone. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** After Medusa has set its own. */
function lookVirtuallyFirst(connection: pg.Client, done: (error: Error | null, connection: pg.Client) => void): void {
  connection.query("set search_path = virtual, pg_catalog, public", (error) => done(error, connection));
}

/**
 * The real module on a real Postgres whose clock is a row: `now()` and `clock_timestamp()` are looked for in the schema
 * `virtual` before `pg_catalog`. Nothing is durable.
 */
export async function openChannelsHouse(): Promise<ChannelsHouse> {
  const { startPostgres } = await import("../../backend/local/postgres.mjs");
  const folder = mkdtempSync(join(tmpdir(), "simulation-postgres-"));
  const server = await startPostgres({ dir: join(folder, "data"), database: "simulation", durable: false });
  const endServer = () => process.kill(server.pid, "SIGQUIT");
  process.once("exit", endServer);
  // The word, not the number: Medusa turns TLS on for 127.0.0.1.
  const url = server.url.replace("127.0.0.1", "localhost");
  const pool = new pg.Pool({ connectionString: url, max: 1, options: "-c search_path=virtual,pg_catalog,public" });
  // Its one connection ends with the server.
  pool.on("error", () => undefined);
  const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query(text, [...values])).rows as Row[];

  await query("create schema virtual");
  await query("create unlogged table virtual.clock (at timestamptz not null)");
  await query("insert into virtual.clock values (pg_catalog.now())");
  for (const name of ["now", "clock_timestamp"])
    await query(
      `create function virtual.${name}() returns timestamptz language sql stable as 'select at from virtual.clock limit 1'`,
    );

  const { initModules } = await import("@medusajs/test-utils/dist/init-modules.js");
  const utils = await import("@medusajs/framework/utils");
  const models = await import("../../backend/src/modules/channels/models/index.js");
  const { getMikroOrmWrapper } = await import("@medusajs/test-utils/dist/database.js");
  const wrapper = getMikroOrmWrapper({
    mikroOrmEntities: utils.toMikroOrmEntities(Object.values(models)),
    clientUrl: url,
    schema: "public",
  });
  await wrapper.setupDatabase();
  await wrapper.getOrm().close();
  const columns = await query<{ table_name: string; column_name: string }>(
    "select table_name, column_name from information_schema.columns where table_schema = 'public' and column_default like '%now()%'",
  );
  for (const { table_name, column_name } of columns)
    await query(`alter table public.${table_name} alter ${column_name} set default virtual.now()`);

  const connection = utils.ModulesSdkUtils.createPgConnection({
    clientUrl: url,
    schema: "public",
    pool: { afterCreate: lookVirtuallyFirst },
  });
  const { medusaApp, shutdown } = await initModules({
    injectedDependencies: { [utils.ContainerRegistrationKeys.PG_CONNECTION]: connection },
    modulesConfig: {
      channels: {
        resolve: fileURLToPath(new URL("../../backend/src/modules/channels", import.meta.url)),
        options: { database: { clientUrl: url, schema: "public" }, [utils.isSharedConnectionSymbol]: true },
      },
    } as never,
    databaseConfig: { clientUrl: url, schema: "public" },
    preventConnectionDestroyWarning: true,
  });
  const tables = await query<{ tablename: string }>("select tablename from pg_catalog.pg_tables where schemaname = 'public'");

  return {
    channels: (medusaApp.modules as Record<string, unknown>).channels as ChannelsModuleService,
    async setTime(at) {
      await query("update virtual.clock set at = $1", [new Date(at).toISOString()]);
    },
    query,
    async clear() {
      await query(`truncate ${tables.map(({ tablename }) => `public.${tablename}`).join(", ")} cascade`);
    },
    async close() {
      await shutdown();
      await connection.destroy();
      await pool.end();
      process.off("exit", endServer);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

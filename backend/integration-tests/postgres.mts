import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../local/postgres.mts";

/** Vitest's global set-up: one throw-away server a run, so that two runs meet nowhere; Medusa's runners make a database in it for each file. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "backend-postgres-"));
  const server = await startPostgres({ dir: join(folder, "data"), database: "postgres", durable: false });
  const url = new URL(server.url);
  Object.assign(process.env, {
    // The word, not the number: Medusa's runner turns TLS on for 127.0.0.1 and hangs.
    DB_HOST: "localhost",
    DB_PORT: url.port,
    DB_USERNAME: url.username,
    DB_PASSWORD: url.password,
    KEPT_SEED: join(folder, "seed.json"),
    DATABASE_URL: server.url.replace("127.0.0.1", "localhost"),
  });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

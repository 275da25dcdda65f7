import { fileURLToPath } from "node:url";
import { startPostgres } from "../local/postgres.mts";

/** Vitest's global set-up: one throw-away server; Medusa's runners make a database in it for each file. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres({
    dir: fileURLToPath(new URL("../../.local/test-postgres", import.meta.url)),
    database: "postgres",
    durable: false,
  });
  const url = new URL(server.url);
  Object.assign(process.env, {
    // The word, not the number: Medusa's runner turns TLS on for 127.0.0.1 and hangs.
    DB_HOST: "localhost",
    DB_PORT: url.port,
    DB_USERNAME: url.username,
    DB_PASSWORD: url.password,
    DATABASE_URL: server.url.replace("127.0.0.1", "localhost"),
  });
  return () => server.stop();
}

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { askQueues } from "../../ring";
import { readSettings } from "../../settings";
import { shippedMigrations } from "./migrations";

const answerWithinMs = 2_000;
let migrated = false;

/** Whether this process can do its work now; what it cannot reach is named, nothing more is told. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const database = request.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const asked: Record<string, () => Promise<unknown>> = {
    database: () => database.raw("select 1"),
    ...(readSettings().REDIS_URL ? { redis: askQueues } : {}),
    migrations: async () => {
      // Nobody takes a migration back under a running process.
      if (migrated) return;
      const { rows } = await database.raw<{ rows: { name: string }[] }>("select name from mikro_orm_migrations");
      const run = new Set(rows.map(({ name }) => name));
      if (!shippedMigrations().every((name) => run.has(name))) throw new Error("behind");
      migrated = true;
    },
  };
  const ends = await Promise.allSettled(Object.values(asked).map((ask) => within(ask())));
  const away = Object.keys(asked).filter((_, index) => ends[index]?.status === "rejected");
  response
    .setHeader("cache-control", "no-store")
    .status(away.length ? 503 : 200)
    .json({ ready: away.length === 0, away });
}

function within(work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), answerWithinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

import { openRing, type Purpose, type Ring } from "jobs/ring";
import { readSettings } from "./settings";

let ring: Ring | undefined;

/** Asks for an account's turn. Never throws: a ring that is lost only makes the work late, the sweep finds it. */
export async function ringFor(purpose: Purpose, accountId: string): Promise<void> {
  try {
    const settings = readSettings();
    ring ??= openRing({ redisUrl: settings.REDIS_URL, databaseUrl: settings.DATABASE_URL });
    await ring.ring(purpose, accountId);
  } catch (error) {
    console.warn(
      JSON.stringify({ event: "ring-lost", purpose, accountId, reason: error instanceof Error ? error.message : "unknown" }),
    );
  }
}

/** For tests and scripts, which end before their process does. */
export async function closeRing(): Promise<void> {
  await ring?.close();
  ring = undefined;
}

import { openRing, type Purpose, type Ring, startTraces } from "jobs/ring";
import { readSettings } from "./settings";

let ring: Promise<Ring> | undefined;

async function open(): Promise<Ring> {
  const { REDIS_URL, DATABASE_URL, OTEL_EXPORTER_OTLP_ENDPOINT } = readSettings();
  const traced = OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  if (traced) await startTraces("ocop-backend");
  return openRing({ redisUrl: REDIS_URL, databaseUrl: DATABASE_URL, traced });
}

/** One for the process; what could not be opened is tried again by the next who asks. */
function theRing(): Promise<Ring> {
  ring ??= open().catch((error: unknown) => {
    ring = undefined;
    throw error;
  });
  return ring;
}

/** Asks for an account's turn. Never throws: a ring that is lost only makes the work late, the sweep finds it. */
export async function ringFor(purpose: Purpose, accountId: string): Promise<void> {
  try {
    await (await theRing()).ring(purpose, accountId);
  } catch (error) {
    console.warn(
      JSON.stringify({ event: "ring-lost", purpose, accountId, reason: error instanceof Error ? error.message : "unknown" }),
    );
  }
}

/** Throws when the queues do not answer. */
export async function askQueues(): Promise<void> {
  await (await theRing()).ping();
}

/** For tests and scripts, which end before their process does. */
export async function closeRing(): Promise<void> {
  await (await ring)?.close();
  ring = undefined;
}

import { DelayedError, type Job, UnrecoverableError } from "bullmq";
import type { Logger } from "pino";
import { BackendAway } from "./backend.ts";
import { accountTurnSchema } from "./ring.ts";
import { runTurn, type TurnOutside } from "./run-turn.ts";
import type { Purpose } from "./worker-api.ts";

/** What a job needs of BullMQ's own. */
export type TurnJob = Pick<Job, "data" | "moveToDelayed" | "timestamp" | "attemptsStarted">;

const busyMs = 2_000;
const rateLimitedMs = 5_000;
/** A day's quota may be over for hours; the gate stays shut that long, the account is looked at again before. */
const longestWaitMs = 15 * 60_000;

/**
 * How a turn's end becomes a job's end. Waiting spends no attempt. A backend that is away fails the job, and the sweep
 * comes again; anything else that is thrown is a fault of ours: a problem row is written before the queue forgets it.
 */
export async function runJob(
  job: TurnJob,
  purpose: Purpose,
  token: string | undefined,
  outside: TurnOutside & { readonly log: Logger },
): Promise<{ acts: number } | { reason: string }> {
  const { accountId } = accountTurnSchema.parse(job.data);
  const { metrics } = outside;
  const log = outside.log.child({ purpose, accountId });
  const began = Date.now();
  // One that waited for the channel is late on purpose.
  if (job.attemptsStarted <= 1) metrics?.turnBegan(purpose, Math.max(0, began - job.timestamp));
  const wait = async (ms: number): Promise<never> => {
    await job.moveToDelayed(Date.now() + Math.min(ms, longestWaitMs), token);
    throw new DelayedError();
  };

  let end: Awaited<ReturnType<typeof runTurn>>;
  try {
    end = await runTurn(accountId, purpose, outside);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error({ error: message }, "turn failed");
    metrics?.turnEnded(purpose, error instanceof BackendAway ? "backend-away" : "failed");
    if (error instanceof BackendAway) throw error;
    await outside.backend.writeProblem({ accountId, purpose, code: "turn-failed", message }).catch((cause: unknown) => {
      log.error({ error: cause instanceof Error ? cause.message : String(cause) }, "the problem could not be written");
    });
    throw new UnrecoverableError(message);
  }
  metrics?.turnEnded(purpose, end.ended === "none" ? end.reason : (end.error?.kind ?? "done"));
  if (end.ended === "none") {
    if (end.reason === "busy") return wait(end.retryAfterMs ?? busyMs);
    log.debug({ reason: end.reason }, "no turn");
    return { reason: end.reason };
  }
  log.info({ acts: end.acts, ms: Date.now() - began, ...(end.error ? { error: end.error.code } : {}) }, "turn done");
  if (end.error?.kind === "rate-limited") return wait(end.error.retryAfterMs ?? rateLimitedMs);
  return { acts: end.acts };
}

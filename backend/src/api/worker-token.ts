import { createHash, timingSafeEqual } from "node:crypto";
import { readSettings } from "../settings";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** In constant time: hashing first makes both sides equally long. A token that is not set is nobody's. */
function isBearerOf(expected: string | undefined, authorization: string | undefined): boolean {
  const [scheme, token = ""] = (authorization ?? "").split(" ");
  return timingSafeEqual(digest(token), digest(expected ?? "")) && scheme === "Bearer" && expected !== undefined;
}

export const isWorkerToken = (authorization: string | undefined): boolean =>
  isBearerOf(readSettings().WORKER_TOKEN, authorization);

export const isMetricsToken = (authorization: string | undefined): boolean =>
  isBearerOf(readSettings().METRICS_TOKEN, authorization);

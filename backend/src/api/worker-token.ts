import { createHash, timingSafeEqual } from "node:crypto";
import { readSettings } from "../settings";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** In constant time: hashing first makes both sides equally long. */
export function isWorkerToken(authorization: string | undefined): boolean {
  const [scheme, token = ""] = (authorization ?? "").split(" ");
  return timingSafeEqual(digest(token), digest(readSettings().WORKER_TOKEN)) && scheme === "Bearer";
}

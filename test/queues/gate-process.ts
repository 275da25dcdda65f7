import { once } from "node:events";
import { urgencies } from "connectors/contract";
import { z } from "zod";
import { openRedisGates } from "../../jobs/redis-gate.ts";

/** A worker that only asks its gate, when it is told to: each call let through is a line with its moment, the last its end. */
const { REDIS_URL, CALLS, ACCOUNT, URGENCY, REQUESTS } = z
  .object({
    REDIS_URL: z.url(),
    CALLS: z.coerce.number(),
    ACCOUNT: z.string(),
    URGENCY: z.enum(urgencies),
    REQUESTS: z.coerce.number(),
  })
  .parse(process.env);

const gates = openRedisGates(REDIS_URL);
const gate = gates.of(ACCOUNT, "app", { rate: { requests: REQUESTS, perMs: 1_000 } });
process.stdout.write("open\n");
await once(process.stdin, "data");
await Promise.all(
  Array.from({ length: CALLS }, async () => {
    await gate.pass(URGENCY);
    process.stdout.write(`${Date.now()}\n`);
  }),
);
await gates.close();
process.stdin.destroy();

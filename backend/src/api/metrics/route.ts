import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { openProblems, registry } from "./requests";

/** For Prometheus. Purposes and moves are words of ours; no id, name or text is told. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { rows } = await request.scope
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: { purpose: string; whose: string; open: string }[] }>(
      `select purpose, whose, count(*) as open from channel_problem
        where resolved_at is null and deleted_at is null group by purpose, whose`,
    );
  openProblems.reset();
  for (const { purpose, whose, open } of rows) openProblems.set({ purpose, whose }, Number(open));
  response.setHeader("content-type", registry.contentType).setHeader("cache-control", "no-store");
  response.send(await registry.metrics());
}

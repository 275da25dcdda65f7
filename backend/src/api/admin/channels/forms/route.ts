import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { settingsFields } from "connectors/contract";
import { edges } from "connectors/edges";
import { OCOP_MODULE } from "../../../../modules/ocop";
import type OcopModuleService from "../../../../modules/ocop/service";

/** What a new account asks for: each channel's settings, and whose account it may be. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const producers = await request.scope
    .resolve<OcopModuleService>(OCOP_MODULE)
    .listProducers({}, { take: null, order: { name: "ASC" }, select: ["id", "name"] });
  response.json({
    channels: Object.values(edges).map(({ channel, title, settings }) => ({
      channel,
      title,
      fields: settingsFields(settings),
    })),
    producers: producers.map(({ id, name }) => ({ id, name })),
  });
}

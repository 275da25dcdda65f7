import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../../../desk/member";
import { ownSheetFile } from "../../../../../desk/own-sheets";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const { name, mediaType, bytes } = await ownSheetFile(request.scope, producerId, String(request.params.id));
  response
    .setHeader("content-type", mediaType)
    .setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes);
}

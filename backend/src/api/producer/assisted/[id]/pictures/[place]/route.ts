import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handedPicture } from "../../../../../../desk/hand-tasks";
import { memberOf } from "../../../../../../desk/member";

/** Where the picture's bytes are: an address of ours that anybody may open. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const { id, place } = request.params;
  response.json({ url: await handedPicture(request.scope, member, String(id), Number(place)) });
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../desk/member";
import { OCOP_MODULE } from "../../../modules/ocop";
import type OcopModuleService from "../../../modules/ocop/service";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const producer = await request.scope.resolve<OcopModuleService>(OCOP_MODULE).retrieveProducer(member.producerId);
  response.json({
    member: { name: member.name, role: member.role },
    producer: { id: producer.id, name: producer.name, demonstration: producer.demonstration },
  });
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { OCOP_MODULE } from "../../../modules/ocop";
import { dayAt } from "../../../modules/ocop/day";
import { fold } from "../../../modules/ocop/identity";
import type OcopModuleService from "../../../modules/ocop/service";
import { officerOf } from "../../../sign-in/officer";
import { parsed } from "../../parsed";
import { certificateQuerySchema } from "../schemas";

/** By product name (accents or not) or decision number; each with its status today. Also whether the officer may revoke. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { q, simulated } = parsed(certificateQuerySchema, request.query);
  const service = request.scope.resolve<OcopModuleService>(OCOP_MODULE);
  const certificates = await service.listCertificates(simulated ? {} : { simulated: false }, {
    take: null,
    order: { valid_to: "ASC" },
  });
  const ids = certificates.map(({ registered_product_id }) => registered_product_id);
  const products = await service.listRegisteredProducts({ id: ids }, { take: null, select: ["id", "name", "folded_name"] });
  const productOf = new Map(products.map((each) => [each.id, each]));
  const wanted = fold(q);
  const found = certificates.filter(({ registered_product_id, decision_number }) =>
    [productOf.get(registered_product_id)?.folded_name ?? "", fold(decision_number)].some((text) => text.includes(wanted)),
  );
  const statuses = await service.certificateStatuses(
    found.map(({ registered_product_id }) => registered_product_id),
    dayAt(new Date()),
    { simulated },
  );
  response.json({
    certificates: found.map((each) => ({
      ...each,
      product_name: productOf.get(each.registered_product_id)?.name ?? "",
      status: statuses.get(each.id)?.status,
    })),
    count: found.length,
    may_revoke: (await officerOf(request)).role === "recorder",
  });
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { OCOP_MODULE } from "../../../../modules/ocop";
import type OcopModuleService from "../../../../modules/ocop/service";
import { parsed } from "../../../parsed";
import { productQuerySchema } from "../../schemas";

/** All the evidence that is kept for one registered product. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { day } = parsed(productQuerySchema, request.query);
  const service = request.scope.resolve<OcopModuleService>(OCOP_MODULE);
  const { imported: _, ...product } = await service.retrieveRegisteredProduct(request.params.id ?? "");
  const [standings, certificates, recognitions, assignments, [producer]] = await Promise.all([
    service.statusOf([product.id], day),
    service.listCertificates({ registered_product_id: product.id }, { take: null, order: { valid_from: "DESC" } }),
    service.listReportedRecognitions({ registered_product_id: product.id }, { take: null, order: { recorded_at: "DESC" } }),
    service.listSetAssignments({ registered_product_id: product.id }, { take: null, order: { recorded_at: "DESC" } }),
    product.producer_id ? service.listProducers({ id: product.producer_id }) : [],
  ]);
  const events = await service.listCertificateEvents({ certificate_id: certificates.map(({ id }) => id) }, { take: null });
  const standing = standings.get(product.id);
  response.json({ day, product, producer: producer ?? null, standing, certificates, events, recognitions, assignments });
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { OCOP_MODULE } from "../../../../modules/ocop";
import { liveByProduct } from "../../../../modules/ocop/coverage-board";
import type OcopModuleService from "../../../../modules/ocop/service";
import { languageOf } from "../../../../text";
import { reportedView } from "../../../../text/reported-view";
import { parsed } from "../../../parsed";
import { factsFor } from "../../coverage/facts";
import { productQuerySchema } from "../../schemas";

/** All the evidence that is kept for one registered product. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { day } = parsed(productQuerySchema, request.query);
  const service = request.scope.resolve<OcopModuleService>(OCOP_MODULE);
  const { imported: _, ...product } = await service.retrieveRegisteredProduct(request.params.id ?? "");
  const [standings, certificates, recognitions, assignments, [producer], facts] = await Promise.all([
    service.statusOf([product.id], day),
    service.listCertificates({ registered_product_id: product.id }, { take: null, order: { valid_from: "DESC" } }),
    service.listReportedRecognitions({ registered_product_id: product.id }, { take: null, order: { recorded_at: "DESC" } }),
    service.listSetAssignments({ registered_product_id: product.id }, { take: null, order: { recorded_at: "DESC" } }),
    product.producer_id ? service.listProducers({ id: product.producer_id }) : [],
    // Simulated looks too: each says that it is one.
    factsFor(request.scope, { day, simulated: true, view: "recorded" }),
  ]);
  const slugs = assignments.flatMap(({ product_set_slug }) => product_set_slug ?? []);
  const sets = await service.listProductSets({ slug: slugs }, { take: null });
  const setName = new Map(sets.map(({ slug, name }) => [slug, name]));
  const events = await service.listCertificateEvents({ certificate_id: certificates.map(({ id }) => id) }, { take: null });
  const standing = standings.get(product.id);
  response.json({
    day,
    product,
    producer: producer ?? null,
    standing: standing && { ...standing, reported: standing.reported && reportedView(standing.reported, languageOf(request)) },
    certificates,
    events,
    recognitions,
    assignments: assignments.map((each) => ({ ...each, product_set_name: setName.get(each.product_set_slug ?? "") ?? null })),
    observations: facts.observations.filter(({ registeredProductId }) => registeredProductId === product.id),
    live: [...(liveByProduct(facts).get(product.id) ?? [])],
  });
}

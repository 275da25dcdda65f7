import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { textSchema } from "connectors/contract";
import { channelsOf } from "../../../../channels-of";
import { OCOP_MODULE } from "../../../../modules/ocop";
import { liveByProduct } from "../../../../modules/ocop/coverage-board";
import { endOfDay } from "../../../../modules/ocop/day";
import type OcopModuleService from "../../../../modules/ocop/service";
import { languageOf, textIn } from "../../../../text";
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
    looks: await looksOf(request, product.id, day),
    observations: facts.observations.filter(({ registeredProductId }) => registeredProductId === product.id),
    live: [...(liveByProduct(facts).get(product.id) ?? [])],
  });
}

/** Every look at its pages and listings that was recorded by the end of that day, those that told nothing too, newest first. */
async function looksOf(request: AuthenticatedMedusaRequest, registeredProductId: string, day: string) {
  const { data } = await request.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "registered_product",
    fields: ["products.variants.id"],
    filters: { id: registeredProductId },
  });
  const variantIds = linkedSchema
    .parse(data)
    .flatMap(({ products }) => products.flatMap(({ variants }) => variants.map(({ id }) => id)));
  const looks = await channelsOf(request.scope).looksAt(variantIds, endOfDay(day));
  const language = languageOf(request);
  return looks.map(({ says, ...look }) => {
    const text = textSchema.safeParse(says);
    return { ...look, sentence: text.success ? textIn(text.data, language) : null };
  });
}
const linkedSchema = z.array(
  z.object({ products: z.array(z.object({ variants: z.array(z.object({ id: z.string() })).default([]) })).default([]) }),
);

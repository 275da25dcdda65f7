import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { z } from "@medusajs/framework/zod";
import registeredProductProduct from "../../../links/registered-product-product";
import { OCOP_MODULE } from "../../../modules/ocop";
import type { CoverageFacts, ProductObservation } from "../../../modules/ocop/coverage-board";
import { dayAt, endOfDay } from "../../../modules/ocop/day";
import type OcopModuleService from "../../../modules/ocop/service";
import type { coverageQuerySchema } from "../schemas";

/** What coverage needs of the channels module, whatever else that offers. */
interface Observations {
  liveObservations(query: { asOf?: Date }): Promise<
    readonly {
      readonly variant_id: string | null;
      readonly channel: string;
      readonly state: string;
      readonly url?: string | null;
      readonly method: string;
      readonly at: Date | string;
      readonly simulated: boolean;
    }[]
  >;
}

async function observationsOf(container: MedusaContainer, asOf: Date): Promise<ProductObservation[]> {
  const seen = await container.resolve<Observations>("channels").liveObservations({ asOf });
  const variantIds = [...new Set(seen.flatMap(({ variant_id }) => (variant_id ? [variant_id] : [])))];
  if (!variantIds.length) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: variants } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product_id"],
    filters: { id: variantIds },
  });
  const productIds = variants.flatMap(({ product_id }) => (product_id ? [product_id] : []));
  const { data: links } = await query.graph({
    entity: registeredProductProduct.entryPoint,
    fields: ["registered_product_id", "product_id"],
    filters: { product_id: productIds },
  });
  const registeredOf = new Map(links.map((each) => [String(each.product_id), String(each.registered_product_id)]));
  const productOf = new Map(variants.map((each) => [each.id, each.product_id]));
  return seen.flatMap((each) => {
    const registeredProductId = registeredOf.get(productOf.get(each.variant_id ?? "") ?? "");
    if (!registeredProductId) return [];
    return [
      {
        registeredProductId,
        channel: each.channel,
        live: each.state === "live",
        observedOn: dayAt(new Date(each.at)),
        way: each.method === "api" ? ("api" as const) : ("page" as const),
        simulated: each.simulated,
        url: each.url ?? undefined,
      },
    ];
  });
}

export async function factsFor(container: MedusaContainer, query: z.infer<typeof coverageQuerySchema>): Promise<CoverageFacts> {
  const knownBy = query.view === "corrected" ? new Date() : endOfDay(query.day);
  const observations = await observationsOf(container, knownBy);
  return container
    .resolve<OcopModuleService>(OCOP_MODULE)
    .coverageFacts({ day: query.day, simulated: query.simulated, observations, knownBy });
}

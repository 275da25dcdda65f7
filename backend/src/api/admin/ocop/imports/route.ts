import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { OCOP_MODULE } from "../../../../modules/ocop";
import type OcopModuleService from "../../../../modules/ocop/service";
import { languageOf } from "../../../../text";
import { importRegisteredProductsWorkflow } from "../../../../workflows/import-registered-products";
import { parsed } from "../../../parsed";
import { reportView } from "./report-view";
import { importSchema, keptReportSchema } from "./schemas";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const service = request.scope.resolve<OcopModuleService>(OCOP_MODULE);
  const [imports, count] = await service.listAndCountImportFiles({}, { order: { applied_at: "DESC" }, take: 50 });
  const language = languageOf(request);
  response.json({
    imports: imports.map((each) => ({ ...each, report: reportView(keptReportSchema.parse(each.report), language) })),
    count,
  });
}

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { name, base64, apply } = parsed(importSchema, request.body);
  const input = { name, base64, apply, importer: request.auth_context.actor_id };
  const { result } = await importRegisteredProductsWorkflow(request.scope).run({ input });
  response.json({ report: reportView(result, languageOf(request)) });
}

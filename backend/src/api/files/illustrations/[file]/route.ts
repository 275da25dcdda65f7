import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { illustrationOf } from "../../../../listings/illustration";
import { OCOP_MODULE } from "../../../../modules/ocop";
import type OcopModuleService from "../../../../modules/ocop/service";
import { languageOf, textIn } from "../../../../text";
import { shopTexts } from "../../../../text/shop";

const named = /^([a-z0-9-]{1,80})\.png$/;

/** The drawings that stand in for photos: public, one for each product set and one for baskets, no others. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const [, set = ""] = named.exec(String(request.params.file)) ?? [];
  const ocop = request.scope.resolve<OcopModuleService>(OCOP_MODULE);
  // Drawing costs time and is kept: a name that nobody gave must not buy either.
  if (set !== "gio-qua" && !(set && (await ocop.listProductSets({ slug: set })).length)) {
    response.status(404).json({ type: "not_found", message: textIn(shopTexts.say("no-picture"), languageOf(request)) });
    return;
  }
  response
    .setHeader("content-type", "image/png")
    .setHeader("cache-control", "public, max-age=86400")
    .send(Buffer.from(illustrationOf(set).bytes));
}

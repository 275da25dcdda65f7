import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { illustrationOf } from "../../../../listings/illustration";

const known = /^([a-z0-9-]{1,80})\.png$/;

/** The drawings that stand in for photos: public, the same for everybody. */
export function GET(request: MedusaRequest, response: MedusaResponse): void {
  const [, set] = known.exec(String(request.params.file)) ?? [];
  if (!set) {
    response.status(404).json({ type: "not_found", message: "Không có ảnh này." });
    return;
  }
  response
    .setHeader("content-type", "image/png")
    .setHeader("cache-control", "public, max-age=86400")
    .send(Buffer.from(illustrationOf(set).bytes));
}

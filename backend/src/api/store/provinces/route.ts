import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { places } from "../../../shop/places";
import { shippingZoneOf } from "../../../shop/shipping-zone";

export function GET(_request: MedusaRequest, response: MedusaResponse): void {
  response.json({ provinces: places().provinces.map((each) => ({ ...each, zone: shippingZoneOf(each.code) })) });
}

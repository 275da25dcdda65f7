import type { ITaxProvider, ItemTaxCalculationLine, ShippingTaxCalculationLine, TaxTypes } from "@medusajs/framework/types";
import { dayAt } from "../ocop/day";
import { vatRateOn } from "./rates";

/**
 * VAT by the day of the order. Everything our shop sells is of the reduced kind: alcohol, which is not, is not sold.
 * Medusa keeps the lines with the order, so a rate that changes later leaves it as it was.
 */
export default class VatProvider implements ITaxProvider {
  static readonly identifier = "vat";

  getIdentifier(): string {
    return VatProvider.identifier;
  }

  async getTaxLines(
    items: ItemTaxCalculationLine[],
    shipping: ShippingTaxCalculationLine[],
  ): Promise<(TaxTypes.ItemTaxLineDTO | TaxTypes.ShippingTaxLineDTO)[]> {
    const { percent, code } = vatRateOn(dayAt(new Date()), "reduced");
    const line = { rate: percent, name: `Thuế GTGT ${percent} %`, code, provider_id: VatProvider.identifier };
    return [
      ...items.map(({ line_item }) => ({ ...line, line_item_id: line_item.id })),
      ...shipping.map(({ shipping_line }) => ({ ...line, shipping_line_id: shipping_line.id })),
    ];
  }
}

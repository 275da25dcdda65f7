import type { Day } from "../ocop/day";

/** What the law tells apart among goods that are sold here. */
export type VatKind = "reduced" | "standard";

interface VatRate {
  readonly kind: VatKind;
  readonly percent: number;
  readonly code: string;
  readonly from: Day;
  /** Last day included; open where the law names none. */
  readonly to?: Day;
  readonly source: string;
}

/** Dated, so that an order of any day finds the rate of its day. Prices include VAT: the rate only says how much of them is tax. */
export const vatRates: readonly VatRate[] = [
  { kind: "standard", percent: 10, code: "VAT10", from: "2009-01-01", source: "Luật Thuế GTGT, thuế suất phổ thông" },
  {
    kind: "reduced",
    percent: 8,
    code: "VAT8",
    from: "2025-07-01",
    to: "2026-12-31",
    source: "Nghị quyết 204/2025/QH15; Nghị định 174/2025/NĐ-CP",
  },
];

/** The reduced rate in its time, the standard one before and after it. Goods under special consumption tax stay at the standard. */
export function vatRateOn(day: Day, kind: VatKind): VatRate {
  const holds = (rate: VatRate) => rate.from <= day && (rate.to === undefined || day <= rate.to);
  const found =
    vatRates.find((rate) => rate.kind === kind && holds(rate)) ??
    vatRates.find((rate) => rate.kind === "standard" && holds(rate));
  if (!found) throw new Error(`No VAT rate is known for ${day}`);
  return found;
}

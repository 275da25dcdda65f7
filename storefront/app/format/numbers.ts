/** Numbers as one language writes them, so that a page never shows both ways. The đồng's sign and its space stay. */
export function numbersIn(locale: "vi-VN" | "en-GB") {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    /** `1.234` or `1,234`. */
    formatCount: (count: number): string => whole.format(count),
    /** `1.234.567 ₫` or `1,234,567 ₫`, the space not breaking. */
    formatVnd: (amount: number): string => `${whole.format(amount)}\u00a0₫`,
    /** Grams as a label says them: `500 g`, `1,5 kg`. */
    formatWeight: (grams: number): string =>
      grams >= 1000 ? `${decimal.format(grams / 1000)} kg` : `${decimal.format(grams)} g`,
    /** Basis points as a percentage, without its sign: `29,26`. */
    formatShare: (basisPoints: number): string => decimal.format(basisPoints / 100),
  };
}

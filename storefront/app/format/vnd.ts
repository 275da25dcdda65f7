const money = new Intl.NumberFormat("vi-VN", { style: "currency", currency: "VND", maximumFractionDigits: 0 });
const whole = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 0 });

/** `1.234.567 ₫`, the space not breaking. */
export function formatVnd(amount: number): string {
  return money.format(amount);
}

/** `1.234`, for counts. */
export function formatCount(count: number): string {
  return whole.format(count);
}

const weight = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

/** Grams as a label says them: `500 g`, `1,5 kg`. */
export function formatWeight(grams: number): string {
  return grams >= 1000 ? `${weight.format(grams / 1000)} kg` : `${weight.format(grams)} g`;
}

/** `1.234.000`, `1 234 000 ₫` and `1234000` are one number; `1,5` is none. */
export function readWhole(text: string): number | undefined {
  const typed = text.replace(/[₫đ]$/i, "").trim();
  return /^(\d{1,10}|\d{1,3}([.,\s]\d{3}){1,3})$/.test(typed) ? Number(typed.replace(/\D/g, "")) : undefined;
}

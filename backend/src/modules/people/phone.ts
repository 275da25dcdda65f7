/** `0912345678` however it was typed (`+84 912 345 678`, `84-912.345.678`); undefined when it is no Vietnamese number. */
export function normalPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s.()-]/g, "").replace(/^\+?84(?=\d{9,10}$)/, "0");
  return /^0\d{9,10}$/.test(digits) ? digits : undefined;
}

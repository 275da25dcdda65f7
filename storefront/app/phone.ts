/** A Vietnamese mobile number as `0xxxxxxxxx`, however it was typed; undefined when it is none. */
export function readMobile(text: string): string | undefined {
  const digits = text.replace(/[\s.\-()]/g, "").replace(/^(\+84|0084|84(?=\d{9}$))0?/, "0");
  return /^0[35789]\d{8}$/.test(digits) ? digits : undefined;
}

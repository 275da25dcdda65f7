import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Seven random characters of base32: what a buyer reads over the phone (decisions: Orders). */
export const newOrderCode = (): string => Array.from(randomBytes(7), (byte) => alphabet[byte & 31]).join("");

/** As typed by a person: lower case, spaces and look-alikes are forgiven. */
export const readOrderCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0")
    .replace(/U/g, "V");

export const holdKey = (code: string): string => `order:${code}`;
export const codeOfHold = (key: string): string | undefined => /^order:(.+)$/.exec(key)?.[1];

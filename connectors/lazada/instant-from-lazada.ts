import { type Instant, instant } from "../contract/index.ts";

const written = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)? ?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Orders write `2024-02-29 14:59:56 +0700`, deadlines `2026-01-01T08:00:00+07:00`, products milliseconds as text (lazada §5.2, §7).
 * Throws for anything else, a time without its zone too: seven hours would be guessed.
 */
export function instantFromLazada(text: string | number): Instant {
  const read = written.exec(String(text));
  if (read) {
    const [, day = "", time = "", zone = ""] = read;
    const at = instant(`${day}T${time}${zone.replace(/^(.\d{2})(\d{2})$/, "$1:$2")}`);
    // 30 February would silently become March.
    if (instant(`${day}T${time}Z`).slice(0, 10) === day) return at;
  }
  if (/^1\d{12}$/.test(String(text))) return instant(Number(text));
  throw new Error(`${text} is no time of Lazada's`);
}

/** `YYYY-MM-DDTHH:mm:ss±HH:MM` (API:/orders/get, code 17). */
export const orderTime = (seconds: number): string => `${vietnamese(seconds)}+07:00`;
/** `2018-01-01T00:00:00+0800` (API:/products/get). */
export const productTime = (seconds: number): string => `${vietnamese(seconds)}+0700`;

const vietnamese = (seconds: number) => new Date((seconds + 7 * 3_600) * 1_000).toISOString().slice(0, 19);

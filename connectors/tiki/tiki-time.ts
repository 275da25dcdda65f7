import { type Instant, instant } from "../contract/index.ts";

const hanoi = 7 * 3_600_000;

/** `2026-01-31 16:00:00` in Viet Nam without an offset, or an epoch in seconds or milliseconds; a RangeError for anything else. */
export function instantFromTiki(time: string | number): Instant {
  const text = String(time).trim();
  const [, day, clock] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?$/.exec(text) ?? [];
  if (day && clock) return instant(`${day}T${clock}+07:00`);
  if (/^\d{9,10}$/.test(text)) return instant(Number(text) * 1000);
  if (/^\d{12,13}$/.test(text)) return instant(Number(text));
  throw new RangeError(`${text.slice(0, 40)} is no time of Tiki's`);
}

/** For what may be left out: unreadable is the same as absent. */
export function instantFromTikiIfAny(time: string | number | null | undefined): Instant | undefined {
  if (time === null || time === undefined || time === "") return undefined;
  try {
    return instantFromTiki(time);
  } catch {
    return undefined;
  }
}

/** Rounded down to the second, as Tiki's filters take it. */
export const instantToTiki = (at: Instant | number): string =>
  new Date(new Date(at).getTime() + hanoi).toISOString().slice(0, 19).replace("T", " ");

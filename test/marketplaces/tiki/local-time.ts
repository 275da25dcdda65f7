const offsetMs = 7 * 3_600_000;
const form = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?$/;

/** §7: `yyyy-MM-dd HH:mm:ss`, local (UTC+7), without an offset. */
export const localTime = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 19).replace("T", " ");

/** The moment such a text names, in whole seconds; undefined where it is none. */
export function readLocalTime(text: string): number | undefined {
  const [, day, time = "00:00:00"] = form.exec(text.trim()) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}+07:00`);
  return Number.isNaN(at) ? undefined : at;
}

export const wholeSecond = (at: number): number => Math.floor(at / 1_000) * 1_000;

/** The start of that day in Vietnam. */
export const startOfDay = (at: number): number => Math.floor((at + offsetMs) / 86_400_000) * 86_400_000 - offsetMs;

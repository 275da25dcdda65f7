/** A calendar day in Asia/Ho_Chi_Minh as text, `2026-01-31`; sorts as text. */
export type Day = string;

const parts = (day: Day): [number, number, number] => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) throw new RangeError(`Not a day: ${day}`);
  return [Number(found[1]), Number(found[2]), Number(found[3])];
};

const text = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  const [year, month, date] = parts(day);
  return text(Date.UTC(year, month - 1, date + days));
}

/** The same day so many months on, clamped to the month's end: 31/08 and 6 months give 28/02 or 29/02. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = parts(day);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return text(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth)));
}

export function daysBetween(from: Day, to: Day): number {
  const at = (day: Day) => {
    const [year, month, date] = parts(day);
    return Date.UTC(year, month - 1, date);
  };
  return Math.round((at(to) - at(from)) / 86_400_000);
}

/** The day it is in Asia/Ho_Chi_Minh at that instant; no summer time there. */
export const dayAt = (instant: Date): Day => text(instant.getTime() + 7 * 3_600_000);

/** The first instant that is no longer that day: what had been recorded by the end of a day was recorded before it. */
export const endOfDay = (day: Day): Date => new Date(Date.parse(`${addDays(day, 1)}T00:00:00+07:00`));

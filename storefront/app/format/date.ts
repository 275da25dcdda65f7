const timeZone = "Asia/Ho_Chi_Minh";
const day = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", timeZone });
const moment = new Intl.DateTimeFormat("vi-VN", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone,
});
const isoDay = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });

/** `dd/mm/yyyy` of a day (`2026-01-31`) or of an instant as it is called in Việt Nam; the text itself when it is neither. */
export function formatDay(text: string): string {
  const bare = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (bare) return `${bare[3]}/${bare[2]}/${bare[1]}`;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : day.format(at);
}

/** `hh:mm dd/mm/yyyy`. */
export function formatMoment(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const parts = Object.fromEntries(moment.formatToParts(at).map((part) => [part.type, part.value]));
  return `${parts.hour}:${parts.minute} ${parts.day}/${parts.month}/${parts.year}`;
}

/** The day it is now in Việt Nam, as `2026-01-31`. */
export function today(now: Date): string {
  return isoDay.format(now);
}

/** What a field for a day and an hour gives (`2026-01-31T09:30`), meant in Việt Nam, which has kept UTC+7 since 1975. */
export function readVietnamMoment(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
  const at = new Date(`${text}${text.length === 16 ? ":00" : ""}.000+07:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

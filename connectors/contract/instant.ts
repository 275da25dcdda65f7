import { z } from "zod";

/** UTC text with milliseconds, `2026-01-31T09:00:00.000Z`: sorts as text. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .brand<"Instant">();
export type Instant = z.infer<typeof instantSchema>;

/** Throws a RangeError when the date is not valid. */
export const instant = (date: Date | number | string): Instant => instantSchema.parse(new Date(date).toISOString());

export const instantFromSeconds = (seconds: number): Instant => instant(seconds * 1000);
export const secondsFromInstant = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

/** A calendar day in Asia/Ho_Chi_Minh, `2026-01-31`. */
export const daySchema = z.iso.date();
export type Day = string;

/** Viet Nam has kept UTC+7 without daylight saving since 1975. */
export const dayOf = (at: Instant | Date): Day => new Date(new Date(at).getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

import { type Instant, instant } from "../contract/index.ts";

/** How a file writes what a person may read in two ways. `either`: as the text itself shows. */
export interface SheetForms {
  readonly dateOrder: "day-first" | "month-first";
  readonly thousands: "either" | "point" | "comma";
}
export const usualForms: SheetForms = { dateOrder: "day-first", thousands: "either" };

/** Accents, case, spaces and signs do not count. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** `1.234.567 đ`, `1,234,567`, `120000.0`: whole numbers as people and programs write them; anything else is none. */
export function readWhole(
  text: string | undefined,
  { thousands }: Pick<SheetForms, "thousands"> = usualForms,
): number | undefined {
  const bare = (text ?? "").replace(/\s|đồng|đ|₫|vnd|vnđ/giu, "");
  if (bare.length > 40) return undefined;
  const grouping = thousands === "point" ? "." : ",";
  if (thousands !== "either") {
    const [whole = "", rest, ...more] = bare.split(grouping === "." ? "," : ".");
    if (more.length || (rest !== undefined && !/^0+$/.test(rest))) return undefined;
    const grouped = new RegExp(`^\\d{1,3}(\\${grouping}\\d{3})+$`).test(whole);
    return /^\d+$/.test(whole) || grouped ? safe(Number(whole.replaceAll(grouping, ""))) : undefined;
  }
  const whole = bare.replace(/([.,])0{1,2}$/, "");
  if (/^\d+$/.test(whole)) return safe(Number(whole));
  if (/^\d{1,3}(\.\d{3})+$/.test(whole) || /^\d{1,3}(,\d{3})+$/.test(whole)) return safe(Number(whole.replace(/[.,]/g, "")));
  return undefined;
}
const safe = (number: number) => (Number.isSafeInteger(number) ? number : undefined);

const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?(?: ?(?<half>AM|PM|SA|CH))?`;
const written = String.raw`(?<one>\d{1,2})[/.-](?<two>\d{1,2})[/.-](?<year>\d{4})`;
const sorted = String.raw`(?<year>\d{4})[-/](?<one>\d{1,2})[-/](?<two>\d{1,2})`;
const patterns = [`${written}(?:[ T,]+${clock})?`, `${clock}[ ,]+${written}`, `${sorted}(?:[ T]+${clock})?`].map(
  (pattern) => new RegExp(`^${pattern}$`, "i"),
);

/** Days first, as Viet Nam writes them, or ISO; a time without a zone is Viet Nam's (UTC+7). Years outside 2000–2199 are none. */
export function readInstant(
  given: string | undefined,
  { dateOrder }: Pick<SheetForms, "dateOrder"> = usualForms,
): Instant | undefined {
  const text = (given ?? "").trim();
  if (text.length > 40) return undefined;
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) return within(Date.parse(text));
  const index = patterns.findIndex((pattern) => pattern.test(text));
  const read = patterns[index]?.exec(text)?.groups as Record<string, string | undefined> | undefined;
  if (!read) return undefined;
  const { year = "", one = "", two = "", hour = "0", minute = "00", second = "00", half } = read;
  const monthFirst = index === 2 || dateOrder === "month-first";
  const iso = `${year}-${(monthFirst ? one : two).padStart(2, "0")}-${(monthFirst ? two : one).padStart(2, "0")}`;
  const hours = half ? halfDay(Number(hour), half) : Number(hour);
  const at = Date.parse(`${iso}T${String(hours).padStart(2, "0")}:${minute}:${second}+07:00`);
  // 31/02 would silently become March.
  if (Number.isNaN(at) || new Date(at + 7 * 3_600_000).toISOString().slice(0, 10) !== iso) return undefined;
  return within(at);
}

/** Sáng and chiều, as Vietnamese Excel writes AM and PM. */
function halfDay(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return 24;
  return (hour % 12) + (/^(PM|CH)$/i.test(half) ? 12 : 0);
}

function within(at: number): Instant | undefined {
  return at >= Date.UTC(2000, 0, 1) - 7 * 3_600_000 && at < Date.UTC(2200, 0, 1) ? instant(at) : undefined;
}

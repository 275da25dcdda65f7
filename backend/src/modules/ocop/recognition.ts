import { addMonths, type Day } from "./day";

/** When a source says that something was recognised: bounds, each included; a missing one is not known. */
export interface DateInterval {
  readonly earliest?: Day;
  readonly latest?: Day;
}

const year = /^(\d{4})$/;
const month = /^(\d{4})-(0[1-9]|1[0-2])$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

function atom(text: string): DateInterval | undefined {
  if (day.test(text)) return { earliest: text, latest: text };
  if (month.test(text)) return { earliest: `${text}-01`, latest: lastOf(text) };
  if (year.test(text)) return { earliest: `${text}-01-01`, latest: `${text}-12-31` };
  return undefined;
}

const lastOf = (yearMonth: string): Day => {
  const [y, m] = yearMonth.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10);
};

/**
 * How sources write dates (ocop §8.1): `2024-11` that month, `2025` that year, `2023 or 2024` both, `2022+` from then with no
 * end, empty nothing known. undefined: written in no form we know.
 */
export function readRecognitionDate(text: string): DateInterval | undefined {
  const trimmed = text.trim();
  if (!trimmed) return {};
  if (trimmed.endsWith("+")) {
    const from = atom(trimmed.slice(0, -1).trim());
    return from?.earliest ? { earliest: from.earliest } : undefined;
  }
  const all = trimmed.split(/\s+or\s+/).map(atom);
  const known = all.filter((each): each is Required<DateInterval> => each?.earliest !== undefined && each.latest !== undefined);
  if (known.length !== all.length) return undefined;
  return {
    earliest: known.map(({ earliest }) => earliest).reduce((a, b) => (a < b ? a : b)),
    latest: known.map(({ latest }) => latest).reduce((a, b) => (a > b ? a : b)),
  };
}

export type RecognitionStatus = "reported" | "past-36-months" | "undated";

/** A press date bounds the recognition from above, so it may be valid only until `latest` + 36 months (ocop §8.1). */
export function recognitionStatus(date: DateInterval, on: Day): RecognitionStatus {
  if (!date.latest) return "undated";
  return on <= addMonths(date.latest, 36) ? "reported" : "past-36-months";
}

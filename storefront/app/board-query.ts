/** What is asked of the board, kept whole in the address so that a figure and the list behind it can be passed on. */
export interface BoardQuery {
  /** Absent: today. */
  readonly day?: string | undefined;
  /** Absent: the reading in use. */
  readonly reading?: string | undefined;
  readonly simulated: boolean;
  /** recorded: as it was known by the end of that day; corrected: with what was recorded since. */
  readonly view: "recorded" | "corrected";
}

export interface ListQuery extends BoardQuery {
  readonly column: "official" | "reported";
  readonly part: "goods" | "services" | "all";
  readonly met: "yes" | "no" | "all";
  /** One channel instead of a reading. */
  readonly channel?: string | undefined;
  readonly retired: "as-written" | "left-out";
}

const oneOf = <Value extends string>(text: string | null, values: readonly [Value, ...Value[]]): Value =>
  values.find((value) => value === text) ?? values[0];

const word = (text: string | null) => (text && /^[a-z0-9-]{1,40}$/.test(text) ? text : undefined);

/** A day that is in the calendar, `2026-01-31`. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whatever cannot be read is left out; a day that is none is told with the figures of today. */
export function readBoardQuery(asked: URLSearchParams): BoardQuery & { readonly wrongDay?: string | undefined } {
  const day = asked.get("day")?.trim() ?? "";
  return {
    day: isDay(day) ? day : undefined,
    wrongDay: day && !isDay(day) ? day.slice(0, 20) : undefined,
    reading: word(asked.get("reading")),
    simulated: asked.get("simulated") === "1",
    view: oneOf(asked.get("view"), ["recorded", "corrected"]),
  };
}

export function readListQuery(asked: URLSearchParams): ListQuery & { readonly wrongDay?: string | undefined } {
  return {
    ...readBoardQuery(asked),
    column: oneOf(asked.get("column"), ["official", "reported"]),
    part: oneOf(asked.get("part"), ["all", "goods", "services"]),
    met: oneOf(asked.get("met"), ["all", "yes", "no"]),
    channel: word(asked.get("channel")),
    retired: oneOf(asked.get("retired"), ["as-written", "left-out"]),
  };
}

/** As the backend's routes and our own addresses spell it; what is usual is not written. */
export function boardParams(query: Partial<ListQuery>): Record<string, string> {
  const written: [string, string | undefined, string?][] = [
    ["day", query.day],
    ["reading", query.reading],
    ["simulated", query.simulated ? "1" : undefined],
    ["view", query.view, "recorded"],
    ["column", query.column, "official"],
    ["part", query.part, "all"],
    ["met", query.met, "all"],
    ["channel", query.channel],
    ["retired", query.retired, "as-written"],
  ];
  return Object.fromEntries(written.flatMap(([name, value, usual]) => (value && value !== usual ? [[name, value]] : [])));
}

export function boardAddress(path: string, query: Partial<ListQuery>, more: Record<string, string> = {}): string {
  const text = new URLSearchParams({ ...boardParams(query), ...more }).toString();
  return text ? `${path}?${text}` : path;
}

import type { z } from "zod";
import type { Problem, Reading } from "../contract/index.ts";
import { kitTexts } from "./texts.ts";

/**
 * One unreadable row is a problem with its raw text; the rest arrive. Never throws. `contentsOf` tells of an order what may be
 * in it, whatever else of it cannot be read.
 */
export function readEach<Wire extends z.ZodType, Item>(
  rows: readonly unknown[],
  schema: Wire,
  convert: (row: z.infer<Wire>) => Item,
  nameOf: (row: unknown) => string | undefined,
  contentsOf: (row: unknown) => readonly string[] | undefined = () => undefined,
): Reading<Item> {
  const items: Item[] = [];
  const problems: Problem[] = [];
  for (const [index, raw] of rows.entries()) {
    // Looked for only where it is told: that takes a schema of its own, nearly as dear as reading the row.
    const row = () => nameOf(raw) ?? index + 1;
    const unreadable = (why: string) => problems.push(problem(row(), why, raw, contentsOf(raw)));
    try {
      const read = schema.safeParse(raw);
      if (read.success) items.push(convert(read.data));
      else unreadable(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
    } catch (error) {
      unreadable(error instanceof Error ? error.message : String(error));
    }
  }
  return { items, problems };
}

function problem(row: string | number, why: string, raw: unknown, mayContain: readonly string[] | undefined): Problem {
  return { ...kitTexts.say("row-unreadable", { row, why }), row, raw, ...(mayContain ? { mayContain: [...mayContain] } : {}) };
}

/** All of them, or nothing: one part that names no product may be any. */
export function allOrNone<Part>(
  parts: readonly Part[],
  namesOf: (part: Part) => readonly (string | null | undefined)[],
): string[] | undefined {
  const named = parts.map((part) => namesOf(part).filter((name): name is string => !!name));
  return parts.length && named.every((names) => names.length) ? [...new Set(named.flat())] : undefined;
}

import type { z } from "zod";
import type { Problem, Reading } from "../contract/index.ts";
import { kitTexts } from "./texts.ts";

/** One unreadable row is a problem with its raw text; the rest arrive. Never throws. */
export function readEach<Wire extends z.ZodType, Item>(
  rows: readonly unknown[],
  schema: Wire,
  convert: (row: z.infer<Wire>) => Item,
  nameOf: (row: unknown) => string | undefined,
): Reading<Item> {
  const items: Item[] = [];
  const problems: Problem[] = [];
  for (const [index, raw] of rows.entries()) {
    // Looked for only where it is told: that takes a schema of its own, nearly as dear as reading the row.
    const row = () => nameOf(raw) ?? index + 1;
    try {
      const read = schema.safeParse(raw);
      if (read.success) items.push(convert(read.data));
      else
        problems.push(
          problem(row, read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "), raw),
        );
    } catch (error) {
      problems.push(problem(row, error instanceof Error ? error.message : String(error), raw));
    }
  }
  return { items, problems };
}

function problem(nameOf: () => string | number, why: string, raw: unknown): Problem {
  const row = nameOf();
  return { ...kitTexts.say("row-unreadable", { row, why }), row, raw };
}

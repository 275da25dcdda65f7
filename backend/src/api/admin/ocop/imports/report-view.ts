import { type Language, textSchema } from "connectors/contract";
import { textIn } from "../../../../text";

interface Report {
  problems: readonly unknown[];
  rows: readonly { reason?: unknown }[];
}

/** Kept reports from before there were texts hold sentences. */
const worded = (value: unknown, language: Language): string => {
  const text = textSchema.safeParse(value);
  return text.success ? textIn(text.data, language) : String(value);
};

export const reportView = <Kept extends Report>(report: Kept, language: Language) => ({
  ...report,
  problems: report.problems.map((problem) => worded(problem, language)),
  rows: report.rows.map((row) => (row.reason === undefined ? row : { ...row, reason: worded(row.reason, language) })),
});

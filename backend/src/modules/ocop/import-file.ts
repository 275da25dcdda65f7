import { createHash } from "node:crypto";
import type { Text } from "connectors/contract";
import { readSheet } from "connectors/sheets";
import { type RefusedRow, readProductRows } from "./import-rows";
import type OcopModuleService from "./service";
import type { RowOutcome } from "./service";

export interface ImportReport {
  readonly name: string;
  /** SHA-256 of the bytes. */
  readonly checksum: string;
  readonly applied: boolean;
  /** What could not be read of the file itself. */
  readonly problems: readonly Text[];
  readonly counts: {
    readonly accepted: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly refused: number;
  };
  /** Every row of the file once, in its order. */
  readonly rows: readonly ReportRow[];
}
export interface ReportRow {
  readonly line: number;
  readonly name: string;
  readonly outcome: RowOutcome["outcome"] | "refused";
  readonly column?: string;
  readonly reason?: Text;
}

export interface ImportRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly importer: string;
  readonly apply: boolean;
  readonly at: Date;
}

const refusedRow = ({ line, column, reason }: RefusedRow): ReportRow => ({
  line,
  name: "",
  outcome: "refused",
  column,
  reason,
});

/** Reads an XLSX or CSV list, tells what would become of each row and, when asked, does it. Bad rows never stop good ones. */
export async function importFile(service: OcopModuleService, request: ImportRequest): Promise<ImportReport> {
  const checksum = createHash("sha256").update(request.bytes).digest("hex");
  const sheet = await readSheet(request.bytes);
  const problems = sheet.problems.map(({ code, params }) => ({ code, ...(params ? { params } : {}) }));
  const sets = await service.listProductSets({}, { take: null });
  const read = sheet.rows.length
    ? readProductRows(
        sheet.rows,
        sets.map(({ slug, name, sector_slug }) => ({ slug, name, sector: sector_slug })),
      )
    : { accepted: [], refused: [] };
  const outcomes = await service.importRows({ rows: read.accepted, apply: request.apply, at: request.at });
  const count = (wanted: RowOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const report: ImportReport = {
    name: request.name,
    checksum,
    applied: request.apply,
    problems,
    counts: {
      accepted: count("accepted"),
      changed: count("changed"),
      unchanged: count("unchanged"),
      refused: read.refused.length,
    },
    rows: [...outcomes, ...read.refused.map(refusedRow)].toSorted((a, b) => a.line - b.line),
  };
  if (request.apply)
    await service.createImportFiles({
      name: request.name,
      checksum,
      importer: request.importer,
      report: JSON.parse(JSON.stringify(report)) as Record<string, unknown>,
      applied_at: request.at,
    });
  return report;
}

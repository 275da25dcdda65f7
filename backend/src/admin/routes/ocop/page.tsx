import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, Table, Text } from "@medusajs/ui";
import { type ChangeEvent, useEffect, useState } from "react";
import { type Texts, useTexts } from "../../texts";
import { ask } from "../ask";

interface ReportRow {
  line: number;
  name: string;
  outcome: "accepted" | "changed" | "unchanged" | "refused";
  column?: string;
  reason?: string;
}
interface Report {
  name: string;
  applied: boolean;
  problems: string[];
  counts: Record<ReportRow["outcome"], number>;
  rows: ReportRow[];
}
interface Import {
  id: string;
  name: string;
  checksum: string;
  applied_at: string;
  report: Report;
}
interface Chosen {
  name: string;
  base64: string;
}

const route = "/admin/ocop/imports";
const colors = { accepted: "green", changed: "blue", unchanged: "grey", refused: "red" } as const;
const outcomes = Object.keys(colors) as ReportRow["outcome"][];

const summary = (counts: Report["counts"], words: Texts["ocop"]) =>
  outcomes.map((each) => `${counts[each]} ${words.outcome[each]}`).join(", ");

function readFile(file: File, unreadable: string): Promise<Chosen> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("error", () => reject(new Error(unreadable)));
    reader.addEventListener("load", () => {
      const address = typeof reader.result === "string" ? reader.result : "";
      resolve({ name: file.name, base64: address.slice(address.indexOf(",") + 1) });
    });
    reader.readAsDataURL(file);
  });
}

/** Two steps: the report of what would happen, then the same file for good. */
function OcopImports() {
  const { texts, at } = useTexts();
  const { ocop: words } = texts;
  const [chosen, setChosen] = useState<Chosen>();
  const [report, setReport] = useState<Report>();
  const [imports, setImports] = useState<Import[]>([]);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : texts.failed);
    } finally {
      setBusy(false);
    }
  };
  const list = async () => setImports((await ask<{ imports: Import[] }>(route)).imports);
  useEffect(() => {
    void run(list);
  }, []);

  const tryFile = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    void run(async () => {
      setReport(undefined);
      const read = await readFile(file, words.unreadable);
      setChosen(read);
      setReport((await ask<{ report: Report }>(route, { ...read, apply: false })).report);
    });
  };
  const apply = () =>
    run(async () => {
      setReport((await ask<{ report: Report }>(route, { ...chosen, apply: true })).report);
      await list();
    });

  return (
    <Container className="flex flex-col gap-4 p-6">
      <Heading level="h1">{words.title}</Heading>
      <Text>{words.explained}</Text>
      <label>
        <span className="sr-only">{words.file}</span>
        <input type="file" accept=".xlsx,.csv" disabled={busy} onChange={tryFile} />
      </label>
      {problem && <Text role="alert">{problem}</Text>}
      {report && (
        <section aria-live="polite" className="flex flex-col gap-3">
          <Text weight="plus">
            {report.applied ? words.applied : words.preview} {report.name}: {summary(report.counts, words)}.
          </Text>
          {report.problems.map((each) => (
            <Text key={each}>{each}</Text>
          ))}
          {!report.applied && (
            <Button disabled={busy || report.counts.accepted + report.counts.changed === 0} onClick={() => void apply()}>
              {words.apply}
            </Button>
          )}
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{words.line}</Table.HeaderCell>
                <Table.HeaderCell>{words.product}</Table.HeaderCell>
                <Table.HeaderCell>{words.result}</Table.HeaderCell>
                <Table.HeaderCell>{words.columnAndReason}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {report.rows.map((row) => (
                <Table.Row key={row.line}>
                  <Table.Cell>{row.line}</Table.Cell>
                  <Table.Cell>{row.name}</Table.Cell>
                  <Table.Cell>
                    <Badge color={colors[row.outcome]}>{words.outcome[row.outcome]}</Badge>
                  </Table.Cell>
                  <Table.Cell>{row.reason ? `${row.column}: ${row.reason}` : ""}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </section>
      )}
      <Heading level="h2">{words.imports}</Heading>
      {imports.length === 0 && <Text>{words.noImports}</Text>}
      <ul>
        {imports.map((each) => (
          <li key={each.id}>
            {at(each.applied_at)} · {each.name} · {summary(each.report.counts, words)} · SHA-256 {each.checksum.slice(0, 12)}
          </li>
        ))}
      </ul>
    </Container>
  );
}

export const config = defineRouteConfig({ label: "ocop", translationNs: "pages" });

export default OcopImports;

import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, Table, Text } from "@medusajs/ui";
import { type ChangeEvent, useEffect, useState } from "react";

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

const outcomes = {
  accepted: { text: "mới", color: "green" },
  changed: { text: "thay đổi", color: "blue" },
  unchanged: { text: "không đổi", color: "grey" },
  refused: { text: "bị từ chối", color: "red" },
} as const;

const summary = (counts: Report["counts"]) =>
  (Object.keys(outcomes) as ReportRow["outcome"][]).map((each) => `${counts[each]} ${outcomes[each].text}`).join(", ");

async function ask<Answer>(body?: object): Promise<Answer> {
  const response = await fetch("/admin/ocop/imports", {
    credentials: "include",
    ...(body ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`Máy chủ trả lời ${response.status}. Hãy thử lại.`);
  return (await response.json()) as Answer;
}

function readFile(file: File): Promise<Chosen> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("error", () => reject(new Error("Không đọc được tệp.")));
    reader.addEventListener("load", () => {
      const address = typeof reader.result === "string" ? reader.result : "";
      resolve({ name: file.name, base64: address.slice(address.indexOf(",") + 1) });
    });
    reader.readAsDataURL(file);
  });
}

/** Two steps: the report of what would happen, then the same file for good. */
function OcopImports() {
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
      setProblem(error instanceof Error ? error.message : "Có lỗi. Hãy thử lại.");
    } finally {
      setBusy(false);
    }
  };
  const list = async () => setImports((await ask<{ imports: Import[] }>()).imports);
  useEffect(() => {
    void run(list);
  }, []);

  const tryFile = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    void run(async () => {
      setReport(undefined);
      const read = await readFile(file);
      setChosen(read);
      setReport((await ask<{ report: Report }>({ ...read, apply: false })).report);
    });
  };
  const apply = () =>
    run(async () => {
      setReport((await ask<{ report: Report }>({ ...chosen, apply: true })).report);
      await list();
    });

  return (
    <Container className="flex flex-col gap-4 p-6">
      <Heading level="h1">Nhập danh sách sản phẩm OCOP</Heading>
      <Text>Chọn tệp XLSX hoặc CSV. Hệ thống cho xem trước từng dòng, chưa ghi gì cho đến khi bấm “Ghi vào danh sách”.</Text>
      <label>
        <span className="sr-only">Tệp danh sách</span>
        <input type="file" accept=".xlsx,.csv" disabled={busy} onChange={tryFile} />
      </label>
      {problem && <Text role="alert">{problem}</Text>}
      {report && (
        <section aria-live="polite" className="flex flex-col gap-3">
          <Text weight="plus">
            {report.applied ? "Đã ghi" : "Xem trước"} {report.name}: {summary(report.counts)}.
          </Text>
          {report.problems.map((each) => (
            <Text key={each}>{each}</Text>
          ))}
          {!report.applied && (
            <Button disabled={busy || report.counts.accepted + report.counts.changed === 0} onClick={() => void apply()}>
              Ghi vào danh sách
            </Button>
          )}
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>Dòng</Table.HeaderCell>
                <Table.HeaderCell>Sản phẩm</Table.HeaderCell>
                <Table.HeaderCell>Kết quả</Table.HeaderCell>
                <Table.HeaderCell>Cột và lý do</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {report.rows.map((row) => (
                <Table.Row key={row.line}>
                  <Table.Cell>{row.line}</Table.Cell>
                  <Table.Cell>{row.name}</Table.Cell>
                  <Table.Cell>
                    <Badge color={outcomes[row.outcome].color}>{outcomes[row.outcome].text}</Badge>
                  </Table.Cell>
                  <Table.Cell>{row.reason ? `${row.column}: ${row.reason}` : ""}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </section>
      )}
      <Heading level="h2">Các lần đã nhập</Heading>
      {imports.length === 0 && <Text>Chưa có lần nhập nào.</Text>}
      <ul>
        {imports.map((each) => (
          <li key={each.id}>
            {new Date(each.applied_at).toLocaleString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" })} · {each.name} ·{" "}
            {summary(each.report.counts)} · SHA-256 {each.checksum.slice(0, 12)}
          </li>
        ))}
      </ul>
    </Container>
  );
}

export const config = defineRouteConfig({ label: "Sản phẩm OCOP" });

export default OcopImports;

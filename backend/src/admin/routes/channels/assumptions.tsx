import { Heading, Table, Text } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { useTexts } from "../../texts";
import { ask } from "../ask";

interface Setting {
  setting: string;
  value: number | boolean;
  widened: boolean;
  measured: { count: number; longestMs: number; p95Ms: number | null } | null;
  breaches: number;
}
interface Report {
  summary: string;
  accounts: { account_id: string; settings: Setting[] }[];
}

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;
const shown = ({ setting, value }: Setting) =>
  typeof value === "boolean" ? String(value) : setting.endsWith("Ms") ? seconds(value) : String(value);

/** What "0 oversold" stands on: the settings in force, what was measured, and how often they did not hold. */
export function Assumptions({ titleOf }: { titleOf: (accountId: string) => string }) {
  const { texts } = useTexts();
  const { channels: words } = texts;
  const [report, setReport] = useState<Report>();
  const [said, setSaid] = useState("");

  useEffect(() => {
    ask<Report>("/admin/channels/assumptions")
      .then(setReport)
      .catch((error: unknown) => setSaid(error instanceof Error ? error.message : texts.failed));
  }, []);

  return (
    <section className="flex flex-col gap-2">
      <Heading level="h2">{words.assumptions}</Heading>
      {said && <Text role="alert">{said}</Text>}
      {report && <Text weight="plus">{report.summary}</Text>}
      {report?.accounts.map(({ account_id, settings }) => (
        <details key={account_id}>
          <summary>{titleOf(account_id)}</summary>
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{words.assumption}</Table.HeaderCell>
                <Table.HeaderCell>{words.inForce}</Table.HeaderCell>
                <Table.HeaderCell>{words.measured}</Table.HeaderCell>
                <Table.HeaderCell>{words.breaches}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {settings.map((each) => (
                <Table.Row key={each.setting}>
                  <Table.Cell>{each.setting}</Table.Cell>
                  <Table.Cell>
                    {shown(each)}
                    {each.widened ? ` (${words.widened})` : ""}
                  </Table.Cell>
                  <Table.Cell>
                    {each.measured
                      ? words.took({
                          count: each.measured.count,
                          most: seconds(each.measured.p95Ms ?? each.measured.longestMs),
                          longest: seconds(each.measured.longestMs),
                        })
                      : "—"}
                  </Table.Cell>
                  <Table.Cell>{each.breaches}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </details>
      ))}
    </section>
  );
}

import { ConnectorError, type PushReport, type Refusal, type Sku } from "../../contract/index.ts";
import { partnerTexts } from "./texts.ts";

/**
 * A run of single calls. A refusal only where the closed list says so; what the first row meets and every other would is
 * thrown; met later, it ends the run, and the rows that were not sent are unsure with it.
 */
export async function pushEach<Row extends { readonly listed: { readonly sku: Sku } }>(
  rows: readonly Row[],
  send: (row: Row) => Promise<unknown>,
): Promise<PushReport> {
  const applied: Sku[] = [];
  const refused: Refusal[] = [];
  const unsure: Sku[] = [];
  for (const [index, row] of rows.entries()) {
    const { sku } = row.listed;
    try {
      await send(row);
      applied.push(sku);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const everybodys = error.kind === "auth" || error.kind === "rate-limited" || !error.sent;
      if (everybodys && index === 0) throw error;
      if (everybodys) {
        unsure.push(...rows.slice(index).map(({ listed }) => listed.sku));
        break;
      }
      if (error.kind === "rejected")
        refused.push({ sku, code: error.code, says: error.says ?? partnerTexts.say("refused", { reason: error.code }) });
      else unsure.push(sku);
    }
  }
  return { applied, refused, unsure };
}

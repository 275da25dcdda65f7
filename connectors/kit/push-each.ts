import { ConnectorError, type PushReport, type Refusal, type Sku, type Text } from "../contract/index.ts";

/**
 * A run of single calls, for a channel that takes one row a call. A refusal only where `refusalOf` knows it for one, by the
 * channel's closed list. What the first row meets and every other would is thrown; met later, it ends the run, and the rows
 * that were not sent are unsure with it.
 */
export const pushEachBy =
  (refusalOf: (error: ConnectorError) => Text | undefined) =>
  async <Row extends { readonly listed: { readonly sku: Sku } }>(
    rows: readonly Row[],
    send: (row: Row) => Promise<unknown>,
  ): Promise<PushReport> => {
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
        const says = refusalOf(error);
        if (says) refused.push({ sku, code: error.code, says });
        else unsure.push(sku);
      }
    }
    return { applied, refused, unsure };
  };

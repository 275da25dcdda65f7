import { ConnectorError, type ListedSku, type PushReport, type Refusal, type Sku } from "../contract/index.ts";
import { findFailure } from "../kit/failure-table.ts";
import { answerError, detailFailure, type LazadaAnswer } from "./answer.ts";
import { lazadaFailures, wholeCallCodes } from "./failures.ts";
import { lazadaTexts } from "./texts.ts";
import type { LazadaDetail } from "./wire.ts";

interface Row {
  readonly listed: ListedSku;
}
type WithSkuId<Each extends Row> = Each & { readonly listed: ListedSku & { readonly variantId: string } };

/**
 * Sends rows in calls of `size`. A row is refused only where the closed list says no for it; what a no of the whole does not
 * name is unsure (sync-protocol, result 6). After a limit or a token that is over, what was not sent yet is a no of ours.
 */
export async function pushRows<Each extends Row>(
  rows: readonly Each[],
  size: number,
  send: (rows: readonly WithSkuId<Each>[]) => Promise<LazadaAnswer>,
): Promise<PushReport> {
  const applied: Sku[] = [];
  const refused: Refusal[] = [];
  const unsure: Sku[] = [];
  const refuse = (rest: readonly Each[], code: string, says: Refusal["says"]) => {
    for (const { listed } of rest) refused.push({ sku: listed.sku, code, says });
  };

  const known = rows.filter((row): row is WithSkuId<Each> => row.listed.variantId !== undefined);
  refuse(
    rows.filter(({ listed }) => listed.variantId === undefined),
    "no-sku-id",
    lazadaTexts.say("no-sku-id"),
  );
  for (let at = 0; at < known.length; at += size) {
    const sent = known.slice(at, at + size);
    try {
      const report = readRows(sent, await send(sent));
      applied.push(...report.applied);
      refused.push(...report.refused);
      unsure.push(...report.unsure);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const stops = error.kind === "auth" || error.kind === "rate-limited";
      if (stops && at === 0) throw error;
      const says = error.says ?? lazadaTexts.say("refused");
      if (error.sent) unsure.push(...sent.map(({ listed }) => listed.sku));
      else refuse(sent, error.code, says);
      if (!stops) continue;
      refuse(known.slice(at + size), error.code, says);
      break;
    }
  }
  return { applied, refused, unsure };
}

/** What one answer says of each row it was asked for. */
export function readRows(rows: readonly Row[], answer: LazadaAnswer): PushReport {
  const applied: Sku[] = [];
  const refused: Refusal[] = [];
  const unsure: Sku[] = [];
  const whole = findFailure(lazadaFailures, answer.code, answer.message);
  const wholeNo = whole?.refusal && (rows.length === 1 || wholeCallCodes.has(answer.code)) ? whole : undefined;
  const named = answer.details.length > 0;
  for (const { listed } of rows) {
    const own = answer.details.filter((detail) => names(detail, listed));
    const failures = own.map(detailFailure);
    const [first] = failures;
    if (first && failures.every((each) => each?.failure.refusal))
      refused.push({ sku: listed.sku, code: first.code, says: first.failure.says });
    else if (own.length) unsure.push(listed.sku);
    else if (answer.code === "0") applied.push(listed.sku);
    else if (!named && wholeNo) refused.push({ sku: listed.sku, code: answer.code, says: wholeNo.says });
    else unsure.push(listed.sku);
  }
  const only = rows.length === 1 && named && unsure.length ? answerError(answer) : undefined;
  const [row] = rows;
  // Asked about one row alone, the details speak of it even where they do not name it.
  if (row && only && isRefusal(only))
    return {
      applied: [],
      refused: [{ sku: row.listed.sku, code: only.code, says: only.says ?? lazadaTexts.say("refused") }],
      unsure: [],
    };
  return { applied, refused, unsure };
}

const isRefusal = ({ kind }: ConnectorError) => kind === "rejected" || kind === "validation";

/** `field` holds the SkuId in the sample of a 501 (lazada §1). */
function names(detail: LazadaDetail, { sku, variantId }: ListedSku): boolean {
  const said = [detail.field, detail.sku_id, detail.seller_sku].map((each) => each?.trim().toUpperCase());
  return said.includes(sku) || (variantId !== undefined && said.includes(variantId));
}

import { Form } from "react-router";
import type { DeskSheet, SheetReport } from "../backend/desk.server.ts";
import { formatMoment } from "../format/date.ts";
import { wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { MarkedText } from "./marked-text.tsx";

/** A file, what became of it, and what its keeper may do with it now. */
export function DeskSheetCard({ sheet }: { sheet: DeskSheet }) {
  const { desk } = useTexts();
  const { report } = sheet;
  const ready = !sheet.handed_in && (sheet.state === "drafted" || sheet.state === "downloaded");
  const kept = ready || (!sheet.handed_in && sheet.state === "confirmed");
  return (
    <article className="card flex flex-col gap-2 p-4">
      <div>
        <p className="flex flex-wrap items-center gap-2">
          <strong>{wordOf(desk.sheet.kinds, sheet.kind)}</strong>
          <span className="chip bg-paper-deep">{wordOf(desk.sheet.is, sheet.state)}</span>
        </p>
        <p className="text-sm text-ink-soft">
          {sheet.account_title} · {sheet.name ?? ""} · <span className="figure">{formatMoment(sheet.created_at)}</span>
        </p>
      </div>
      {sheet.state === "failed" ? <p className="font-medium text-bad">{report?.sentence ?? desk.sheet.unreadable}</p> : null}
      {report ? <ReportLines report={report} /> : null}
      {kept ? (
        <p>
          <a className="link inline-flex min-h-11 items-center" href={`/ban-hang/tep/${encodeURIComponent(sheet.id)}`} download>
            {desk.sheet.download}
          </a>
        </p>
      ) : null}
      {ready ? (
        <Form method="post" className="flex flex-wrap gap-2">
          <input type="hidden" name="sheet" value={sheet.id} />
          <button type="submit" name="intent" value="confirm" className="button button-primary">
            {desk.sheet.confirm}
          </button>
          {sheet.state === "drafted" ? (
            <button type="submit" name="intent" value="discard" className="button button-quiet">
              {desk.sheet.discard}
            </button>
          ) : null}
        </Form>
      ) : null}
    </article>
  );
}

/** What a file's rows did, and which were left out and why. */
export function ReportLines({ report: { orders, rows, count, problems } }: { report: SheetReport }) {
  const { sheet: texts } = useTexts().desk;
  const wrong = problems ?? [];
  return (
    <>
      {count == null ? null : (
        <p>
          <MarkedText text={texts.count({ count })} />
        </p>
      )}
      {orders?.length || rows?.some(({ order }) => order) ? (
        <p>
          <MarkedText text={texts.read({ orders: orders?.length ?? 0, problems: wrong.length })} />
        </p>
      ) : null}
      {rows?.length ? (
        <details>
          <summary className="min-h-11 py-2 font-medium">{texts.rows({ count: rows.length })}</summary>
          <ul className="list-disc pl-5 text-sm">
            {rows.slice(0, 200).map(({ order, sku, sellable, is, unmapped, short }) => {
              const word = [
                wordOf(texts.rowIs, is),
                ...(unmapped ? [texts.unmapped] : []),
                ...(short ? [texts.short] : []),
              ].join("; ");
              return (
                <li key={order ?? sku}>
                  {order
                    ? texts.order({ order, is: word })
                    : texts.counted({ sku: sku ?? "", sellable: sellable ?? 0, is: word })}
                </li>
              );
            })}
          </ul>
        </details>
      ) : null}
      {wrong.length ? (
        <ul className="list-disc pl-5 text-sm">
          {wrong.slice(0, 50).map((problem) => (
            <li key={`${problem.row}-${problem.message}`}>
              {problem.row == null || problem.message.startsWith(String(problem.row))
                ? problem.message
                : texts.problem({ row: problem.row, message: problem.message })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

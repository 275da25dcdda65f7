import { Link } from "react-router";
import type { Figure } from "../backend/board.server.ts";
import { type Column, shareText } from "../board-words.ts";
import { useTexts } from "../text/use-texts.ts";
import { MarkedText } from "./marked-text.tsx";

/** One number and the way to the list behind it; 0 of 0 is words, and nothing to open. */
export function ShareLink({ figure, column, to }: { figure: Figure; column: Column; to: string }) {
  const { board } = useTexts();
  if (figure.basisPoints === undefined)
    return <span className="block min-w-24 text-sm text-ink-soft">{board.columns[column].none}</span>;
  return (
    <Link className="link figure inline-block min-h-6 whitespace-nowrap" to={to} aria-label={shareText(board, figure, column)}>
      <span className="font-semibold">{board.ratio(figure)}</span>{" "}
      <span className="text-sm text-ink-soft">{board.share({ basisPoints: figure.basisPoints })}</span>
    </Link>
  );
}

/** The figure as large as it is important, with what it counts. */
export function ShareCard({
  column,
  figure,
  counts,
  to,
  more,
}: {
  column: Column;
  figure: Figure;
  /** The sentence with numerator and denominator in it. */
  counts: string;
  to: string;
  more?: React.ReactNode;
}) {
  const { board } = useTexts();
  const words = board.columns[column];
  return (
    <section
      className={`card flex flex-col gap-1 border-t-4 p-4 sm:p-5 ${column === "official" ? "border-t-leaf" : "border-t-line-strong"}`}
    >
      <h3 className="text-base">{words.title}</h3>
      {figure.basisPoints === undefined ? (
        <p className="py-2 text-xl font-bold text-longan-deep first-letter:uppercase">{words.none}</p>
      ) : (
        <>
          <p className="figure text-4xl font-bold text-longan-deep">{board.share({ basisPoints: figure.basisPoints })}</p>
          <ShareBar figure={figure} column={column} />
          <p className="figure">
            <MarkedText text={counts} />
          </p>
        </>
      )}
      <p className="text-sm text-ink-soft">{words.meaning}</p>
      {more}
      {figure.basisPoints === undefined ? null : (
        <p className="mt-auto">
          <Link className="link inline-flex min-h-11 items-center font-medium" to={to}>
            {board.coverage.openList}
            <span className="sr-only"> {board.coverage.ofColumn({ column: words.title })}</span>
          </Link>
        </p>
      )}
    </section>
  );
}

/** Solid for official, striped for reported, so that the two differ without colour too. Drawn only: the number stands beside it. */
function ShareBar({ figure, column }: { figure: Figure; column: Column }) {
  if (figure.basisPoints === undefined) {
    return <span className="block h-3.5 w-full rounded border border-dashed border-line-strong" aria-hidden="true" />;
  }
  const width = `${figure.basisPoints / 100}%`;
  return (
    <svg className="block h-3.5 w-full rounded bg-paper-deep" aria-hidden="true">
      <rect width={width} height="100%" className={column === "official" ? "fill-leaf" : "fill-line-strong"} />
      {column === "official" ? null : (
        <>
          <pattern id="board-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="6" className="fill-white" opacity=".65" />
          </pattern>
          <rect width={width} height="100%" fill="url(#board-stripes)" />
        </>
      )}
    </svg>
  );
}

export interface BarRow {
  readonly key: string;
  readonly name: string;
  readonly mark?: string | undefined;
  readonly official: Figure;
  readonly reported: Figure;
}

/** Both columns of each row as a pair of bars; the table beside it says the same in numbers. */
export function ShareBars({ title, rows }: { title: string; rows: readonly BarRow[] }) {
  return (
    <figure className="card p-4">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span className="w-full font-semibold text-longan-deep">{title}</span>
        <Key column="official" />
        <Key column="reported" />
      </figcaption>
      <ul className="mt-3 flex flex-col gap-3">
        {rows.map((row) => (
          <li key={row.key}>
            <span className="font-medium">{row.name}</span>
            {row.mark ? <span className="text-sm text-ink-soft"> ({row.mark})</span> : null}
            <BarLine figure={row.official} column="official" />
            <BarLine figure={row.reported} column="reported" />
          </li>
        ))}
      </ul>
    </figure>
  );
}

function BarLine({ figure, column }: { figure: Figure; column: Column }) {
  const { board } = useTexts();
  return (
    <span className="mt-1 grid grid-cols-[1fr_4.5rem] items-center gap-2">
      <span className="sr-only">
        {board.columns[column].title}: {shareText(board, figure, column)}
      </span>
      <ShareBar figure={figure} column={column} />
      <span className="figure text-right text-sm" aria-hidden="true">
        {figure.basisPoints === undefined ? board.coverage.noFigure : board.share({ basisPoints: figure.basisPoints })}
      </span>
    </span>
  );
}

function Key({ column }: { column: Column }) {
  const { board } = useTexts();
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className="w-6">
        <ShareBar figure={{ numerator: 1, denominator: 1, basisPoints: 10_000 }} column={column} />
      </span>
      {board.columns[column].title}
    </span>
  );
}

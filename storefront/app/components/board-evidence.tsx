import type { Look, Sighting } from "../backend/board.server.ts";
import { sightingText } from "../board-words.ts";
import { formatMoment } from "../format/date.ts";
import { wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { SimulatedMark } from "./simulated-mark.tsx";

/** A link that leads out of the board, named by where it leads. Anything but a web address is shown as text. */
export function OutsideLink({ url, text }: { url: string | null | undefined; text?: string }) {
  if (!url) return null;
  if (!/^https?:\/\//.test(url)) return <span className="break-words">{url}</span>;
  return (
    <a className="link break-words" href={url} rel="noreferrer nofollow">
      {text ?? new URL(url).hostname.replace(/^www\./, "")}
    </a>
  );
}

/** Where a product was looked for, what was seen there and when. */
export function Sightings({ seen, live }: { seen: readonly Sighting[]; live: readonly string[] }) {
  const { board } = useTexts();
  if (!seen.length) return <span className="text-ink-soft">{board.sightings.none}</span>;
  // Two accounts may show the same on one channel; without an address the looks read alike, so one of them is told.
  const different = new Map(
    seen.map((each) => [[each.channel, each.live, each.observedOn, each.simulated, each.url].join(" "), each]),
  );
  return (
    <ul className="flex flex-col gap-1.5">
      {[...different.entries()].map(([key, each]) => (
        <li key={key}>
          <OutsideLink url={each.url} text={wordOf(board.channels, each.channel)} />
          {each.url ? null : <span className="font-medium">{wordOf(board.channels, each.channel)}</span>}:{" "}
          {sightingText(board, each, live)}
          <span className="figure block text-sm text-ink-soft">
            {board.sightings.lastLook({ day: each.observedOn })} {each.simulated ? <SimulatedMark /> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Every look, those that told nothing too: what was asked for, what it answered, and the bytes' own number. */
export function Looks({ looks }: { looks: readonly Look[] }) {
  const { board } = useTexts();
  const texts = board.looks;
  return (
    <TableBox label={texts.table}>
      <table className="table min-w-[46rem]">
        <thead>
          <tr>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.where}</th>
            <th scope="col">{texts.saw}</th>
            <th scope="col">{texts.answer}</th>
          </tr>
        </thead>
        <tbody>
          {looks.map((look) => (
            <tr key={look.id}>
              <td className="figure whitespace-nowrap">
                {formatMoment(look.at)} {look.simulated ? <SimulatedMark /> : null}
              </td>
              <td>
                <OutsideLink url={look.url} text={wordOf(board.channels, look.channel)} />
                {look.url ? null : wordOf(board.channels, look.channel)}
                <span className="block text-sm text-ink-soft">{wordOf(texts.methods, look.method)}</span>
              </td>
              <td>
                <span className="font-medium">{wordOf(texts.states, look.state)}</span>
                {look.title ? <span className="block text-sm">{texts.title({ title: look.title })}</span> : null}
                {look.sentence ? <span className="block text-sm">{look.sentence}</span> : null}
              </td>
              <td className="figure text-sm">
                {look.http_status == null ? null : <span className="block">HTTP {look.http_status}</span>}
                {look.sha256 ? <span className="block break-all select-all">SHA-256 {look.sha256}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

const tones: Readonly<Record<string, string>> = {
  active: "bg-leaf-soft text-leaf",
  expiring: "bg-warn-soft text-warn",
  extended: "bg-warn-soft text-warn",
  revoked: "bg-bad-soft text-bad",
  expired: "bg-bad-soft text-bad",
};

export function CertificateState({ status }: { status: string }) {
  const { board } = useTexts();
  return (
    <span className={`chip whitespace-nowrap ${tones[status] ?? "bg-paper-deep text-ink-soft"}`}>
      {wordOf(board.certificateIs, status)}
    </span>
  );
}

/** Wide tables scroll in a box of their own, by keyboard too, so that the page does not; what is placed in them stays in it. */
export function TableBox({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="card relative overflow-x-auto">
      {children}
    </section>
  );
}

/** Said on every page whose numbers hold simulated data. */
export function SimulatedNotice() {
  const { simulated } = useTexts().board;
  return (
    <p className="rounded-lg border-2 border-dashed border-line-strong bg-white px-4 py-3">
      <strong>{simulated.notice}</strong> {simulated.meaning}
    </p>
  );
}

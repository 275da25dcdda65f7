import type { Certificate, Reported } from "../backend/catalogue.server.ts";
import { formatDay } from "../format/date.ts";
import { wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { SimulatedMark } from "./simulated-mark.tsx";
import { StarRating } from "./star-rating.tsx";

/** The paper behind the stars: stars only where one is valid today, what the press says only in words with its source. */
export function CertificateBlock({
  stars,
  certificate,
  reported,
}: {
  stars?: number | null | undefined;
  certificate?: Certificate | null | undefined;
  reported?: Reported | null | undefined;
}) {
  const texts = useTexts().shop.certificate;
  if (certificate) {
    const facts: [string, string | null | undefined][] = [
      [texts.decisionNumber, certificate.decision_number],
      [texts.decisionDay, certificate.decision_date && formatDay(certificate.decision_date)],
      [texts.level, certificate.issuing_level && wordOf(texts.levels, certificate.issuing_level)],
      [texts.validTo, certificate.valid_to && formatDay(certificate.valid_to)],
    ];
    return (
      <section aria-labelledby="chung-nhan" className="card border-l-4 border-l-star p-4">
        <h2 id="chung-nhan" className="flex flex-wrap items-center gap-2 text-lg">
          {texts.heading} {certificate.simulated ? <SimulatedMark /> : null}
        </h2>
        <p className="mt-1">{stars ? <StarRating stars={stars} /> : <span>{texts.notToday}</span>}</p>
        <dl className="figure mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.95rem]">
          {facts.map(([name, value]) =>
            value ? (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="font-medium">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        {certificate.simulated ? <p className="mt-2 text-sm text-ink-soft">{texts.simulated}</p> : null}
        <Source url={certificate.source_url} />
      </section>
    );
  }
  if (!reported) return null;
  return (
    <section aria-labelledby="chung-nhan" className="card border-l-4 border-l-line-strong p-4">
      <h2 id="chung-nhan" className="text-lg">
        {texts.reportedHeading}
      </h2>
      <p className="mt-1">
        {reported.text ?? texts.reported} {texts.noPaper}
      </p>
      <Source url={reported.source_url} />
    </section>
  );
}

function Source({ url }: { url?: string | null | undefined }) {
  const texts = useTexts().shop.certificate;
  if (!url || !/^https?:\/\//.test(url)) return null;
  return (
    <p className="mt-2 text-sm">
      <a className="link inline-flex min-h-11 items-center break-all" href={url} rel="noreferrer nofollow">
        {texts.source({ host: new URL(url).hostname })}
      </a>
    </p>
  );
}

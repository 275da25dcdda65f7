import { Form, Link } from "react-router";
import { type CertificateRow, type Evidence, readEvidence } from "../backend/board.server.ts";
import { readBoardQuery } from "../board-query.ts";
import { CertificateState, Looks, OutsideLink, Sightings, TableBox } from "../components/board-evidence.tsx";
import { MarkedText } from "../components/marked-text.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formatDay, formatMoment } from "../format/date.ts";
import { type Texts, textsOf, wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_department.so.san-pham.$id";

export const meta: Route.MetaFunction = ({ matches, loaderData }) => {
  const { board } = textsOf(matches);
  return [
    { title: board.pageTitle({ page: loaderData?.evidence.product.name ?? board.product.unnamed }) },
    { name: "robots", content: "noindex" },
  ];
};

export async function loader({ request, params }: Route.LoaderArgs) {
  const { day, wrongDay } = readBoardQuery(new URL(request.url).searchParams);
  return { evidence: await readEvidence(request, params.id, day), wrongDay };
}

export default function Product({ loaderData }: Route.ComponentProps) {
  const { evidence, wrongDay } = loaderData;
  const { board } = useTexts();
  const texts = board.product;
  const { product, producer, standing, day } = evidence;
  const facts: [string, React.ReactNode][] = [
    [texts.producer, producer?.name ?? board.producerUnknown],
    [texts.address, producer?.address],
    [texts.commune, product.commune_text],
    [texts.code, product.code],
    [texts.set, evidence.assignments[0]?.product_set_name ?? board.setUnknown],
    [texts.sourceGroup, product.imported_group],
    [texts.registration, wordOf(texts.registeredAs, product.status)],
    [texts.registrationSource, product.source_url ? <OutsideLink url={product.source_url} /> : null],
  ];
  return (
    <div className="flex flex-col gap-6">
      <div>
        <p>
          <Link className="link inline-flex min-h-11 items-center" to="/so/danh-sach">
            {texts.back}
          </Link>
        </p>
        <h1 className="text-2xl sm:text-3xl">
          {product.name} {product.demonstration ? <SimulatedMark /> : null}
        </h1>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>
            <MarkedText text={texts.on({ day })} />
          </span>
          <CertificateState status={standing?.status ?? "none"} />
          {standing?.stars ? <span className="figure font-semibold">{board.stars({ stars: standing.stars })}</span> : null}
        </p>
      </div>
      <div className="grid items-start gap-4 md:grid-cols-[1fr_18rem]">
        <dl className="card grid gap-x-6 gap-y-2 p-4 sm:grid-cols-[auto_1fr]">
          {facts.map(([name, value]) =>
            value ? (
              <div key={name} className="sm:contents">
                <dt className="text-sm text-ink-soft sm:text-base">{name}</dt>
                <dd className="font-medium">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <Form className="card flex flex-col gap-3 p-4" aria-label={texts.chooseDay}>
          <label htmlFor="day" className="font-semibold text-longan-deep">
            {texts.seeDay}
          </label>
          <input id="day" name="day" type="date" className="input" defaultValue={day} />
          {wrongDay ? <p className="font-medium text-bad">{texts.wrongDay({ day: wrongDay })}</p> : null}
          <button type="submit" className="button button-quiet">
            {texts.show}
          </button>
        </Form>
      </div>
      <Certificates evidence={evidence} />
      <Section id="cong-nhan" title={texts.recognitions}>
        {evidence.recognitions.length ? (
          <Recognitions recognitions={evidence.recognitions} />
        ) : (
          <p className="text-ink-soft">{texts.noRecognitions}</p>
        )}
        {standing?.reported ? <p>{texts.saidNow({ sentence: standing.reported.text })}</p> : null}
      </Section>
      <Section id="tren-san" title={texts.sightings}>
        <div className="card p-4">
          <Sightings seen={evidence.observations} live={evidence.live} />
        </div>
        {evidence.looks.length ? <Looks looks={evidence.looks} /> : null}
      </Section>
      <Section id="phan-bo" title={texts.assignments}>
        {evidence.assignments.length ? (
          <ul className="card flex flex-col gap-1 p-4">
            {evidence.assignments.map((each) => (
              <li key={each.id} className="figure">
                <MarkedText
                  text={texts.assignment({ set: each.product_set_name ?? board.setUnknown, from: each.valid_from })}
                  className="font-medium"
                />
                <span className="text-sm text-ink-soft"> {board.recordedAt({ at: each.recorded_at })}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-soft">{texts.noAssignments}</p>
        )}
      </Section>
    </div>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Certificates({ evidence }: { evidence: Evidence }) {
  const { board } = useTexts();
  const texts = board.product;
  const { certificates, events, standing } = evidence;
  if (!certificates.length) {
    return (
      <Section id="chung-nhan" title={texts.certificates}>
        <p className="text-ink-soft">{texts.noCertificates}</p>
      </Section>
    );
  }
  const numberOf = new Map(certificates.map((each) => [each.id, each.decision_number]));
  return (
    <Section id="chung-nhan" title={texts.certificates}>
      <ul className="flex flex-col gap-3">
        {certificates.map((each) => {
          const own = events.filter(({ certificate_id }) => certificate_id === each.id);
          const replaced = certificates.find(({ supersedes }) => supersedes === each.id);
          return (
            <li key={each.id} className="card flex flex-col gap-2 p-4">
              <p className="flex flex-wrap items-center gap-2">
                <strong className="figure">{each.decision_number}</strong>
                {each.simulated ? <SimulatedMark /> : null}
                {standing?.certificate?.id === each.id ? <CertificateState status={standing.certificate.status} /> : null}
              </p>
              <Facts certificate={each} supersedes={each.supersedes ? numberOf.get(each.supersedes) : undefined} />
              {own.length || replaced ? (
                <ul className="border-t border-line pt-2">
                  {replaced ? (
                    <li className="figure">
                      {texts.superseded({ decision: replaced.decision_number, from: replaced.valid_from })}
                    </li>
                  ) : null}
                  {own.map((event) => (
                    <li key={event.id} className="figure">
                      <MarkedText
                        text={texts.event({
                          what: wordOf(texts.events, event.kind),
                          day: event.day,
                          until: event.until ?? undefined,
                          reason: event.reason,
                        })}
                        className="font-bold"
                      />
                      <span className="text-sm text-ink-soft"> {board.recordedAt({ at: event.recorded_at })}</span>
                    </li>
                  ))}
                </ul>
              ) : null}
              {own.some(({ kind }) => kind === "revoked") ? null : (
                <p>
                  <Link
                    className="button button-danger"
                    to={`/so/chung-nhan?${new URLSearchParams({
                      q: each.decision_number,
                      ...(each.simulated ? { simulated: "1" } : {}),
                      revoke: each.id,
                    })}`}
                  >
                    {texts.revoke}
                  </Link>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Facts({ certificate, supersedes }: { certificate: CertificateRow; supersedes: string | undefined }) {
  const { board } = useTexts();
  const texts = board.product.certificate;
  const facts: [string, React.ReactNode][] = [
    [texts.decided, formatDay(certificate.decision_date)],
    [texts.issuedBy, wordOf(board.issuedBy, certificate.issuing_level)],
    [texts.basis, certificate.legal_basis],
    [texts.stars, String(certificate.stars)],
    [texts.valid, texts.days({ from: certificate.valid_from, to: certificate.valid_to })],
    [texts.supersedes, supersedes],
    [texts.source, certificate.source_url ? <OutsideLink url={certificate.source_url} /> : null],
    [texts.recorded, formatMoment(certificate.recorded_at)],
  ];
  return (
    <dl className="figure grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.95rem]">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Recognitions({ recognitions }: { recognitions: Evidence["recognitions"] }) {
  const { board } = useTexts();
  const texts = board.product.recognition;
  return (
    <TableBox label={texts.table}>
      <table className="table min-w-[38rem]">
        <thead>
          <tr>
            <th scope="col">{texts.source}</th>
            <th scope="col">{texts.stars}</th>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.level}</th>
            <th scope="col">{texts.recorded}</th>
          </tr>
        </thead>
        <tbody>
          {recognitions.map((each) => (
            <tr key={each.id}>
              <td>
                <OutsideLink url={each.source_url} {...(each.source_title ? { text: each.source_title } : {})} />
              </td>
              <td className="figure">{each.stars ? board.stars({ stars: each.stars }) : texts.noStars}</td>
              <td className="figure">{between(texts, each.date_earliest, each.date_latest)}</td>
              <td>{wordOf(board.evidenceLevels, each.level)}</td>
              <td className="figure">{formatMoment(each.recorded_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function between(
  texts: Texts["board"]["product"]["recognition"],
  earliest: string | null | undefined,
  latest: string | null | undefined,
): string {
  if (!earliest) return latest ? texts.until({ day: latest }) : texts.dayUnknown;
  if (!latest) return texts.since({ day: earliest });
  return earliest === latest ? formatDay(earliest) : texts.between({ from: earliest, to: latest });
}

import { data, Form, Link, redirect, useNavigation } from "react-router";
import { BackendRefused } from "../backend/backend.server.ts";
import { type FoundCertificate, findCertificates, revokeCertificate } from "../backend/board.server.ts";
import { sentence } from "../backend/sentence.server.ts";
import { isDay } from "../board-query.ts";
import { CertificateState, TableBox } from "../components/board-evidence.tsx";
import { SimulatedField } from "../components/board-fields.tsx";
import { RevokeForm, type RevokeStep } from "../components/board-revoke.tsx";
import { MarkedText } from "../components/marked-text.tsx";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formText } from "../form-text.ts";
import { formatDay, today } from "../format/date.ts";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_department.so.chung-nhan";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { board } = textsOf(matches);
  return [{ title: board.pageTitle({ page: board.links.certificates }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams;
  const query = { q: (asked.get("q") ?? "").trim().slice(0, 200), simulated: asked.get("simulated") === "1" };
  const wanted = asked.get("revoke") ?? asked.get("done");
  const [found, all] = await Promise.all([
    findCertificates(request, query),
    // Found by its id whatever the search hides.
    wanted ? findCertificates(request, { q: "", simulated: true }) : undefined,
  ]);
  const chosen = all?.certificates.find(({ id }) => id === wanted);
  return { found, query, chosen, done: asked.has("done"), today: today(new Date()) };
}

/** In two steps: first what is written is read back, then it is recorded. A repeat of the second records nothing more. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const { revocation } = textsFor(request).board;
  const id = formText(form, "certificate");
  const day = formText(form, "day");
  const reason = formText(form, "reason");
  const answer = (status: number, step: Partial<RevokeStep>) =>
    data<RevokeStep>({ day, reason, errors: {}, ...step }, { status, headers: { "cache-control": "no-store" } });
  const errors = {
    ...(isDay(day) ? {} : { day: revocation.wrongDay }),
    ...(reason.length < 5 || reason.length > 1_000 ? { reason: revocation.wrongReason } : {}),
  };
  if (Object.keys(errors).length) return answer(422, { errors });
  const { certificates } = await findCertificates(request, { q: "", simulated: true });
  const certificate = certificates.find((each) => each.id === id);
  if (!certificate) return answer(404, { problem: revocation.notFound });
  if (day < certificate.valid_from) {
    return answer(422, { errors: { day: revocation.earlyDay({ from: certificate.valid_from }) } });
  }
  if (form.get("intent") !== "revoke") return answer(200, { confirm: true });
  try {
    await revokeCertificate(request, id, { day, reason });
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    return answer(422, { problem: sentence(error.body) ?? revocation.notRecorded });
  }
  const query = new URLSearchParams(new URL(request.url).searchParams);
  query.delete("revoke");
  query.set("done", id);
  return redirect(`/so/chung-nhan?${query}`);
}

export default function Certificates({ loaderData, actionData }: Route.ComponentProps) {
  const { found, query, chosen, done, today: day } = loaderData;
  const { certificates, revocation } = useTexts().board;
  const busy = useNavigation().state !== "idle";
  const address = (more: Record<string, string>) => {
    const params = new URLSearchParams({
      ...(query.q ? { q: query.q } : {}),
      ...(query.simulated ? { simulated: "1" } : {}),
      ...more,
    });
    return params.size ? `/so/chung-nhan?${params}` : "/so/chung-nhan";
  };
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">{certificates.title}</h1>
        <p className="mt-1 text-ink-soft">{certificates.about}</p>
      </div>
      {done && chosen ? (
        <Notice tone="good" title={certificates.revoked({ decision: chosen.decision_number, product: chosen.product_name })}>
          <p>
            <Link className="link" to={`/so/san-pham/${chosen.registered_product_id}`}>
              {certificates.seeEvidence}
            </Link>
          </p>
        </Notice>
      ) : null}
      {actionData?.problem && (!chosen || done || !found.may_revoke) ? <Notice tone="bad" title={actionData.problem} /> : null}
      {chosen && !done && !found.may_revoke ? <Notice tone="warn" title={revocation.readerOnly} /> : null}
      {chosen && !done && found.may_revoke ? (
        <RevokeForm certificate={chosen} step={actionData} today={day} back={address({})} busy={busy} />
      ) : (
        <Form
          key={JSON.stringify(query)}
          role="search"
          className="card flex flex-col gap-3 p-4"
          aria-label={certificates.search}
        >
          <div className="flex flex-col gap-1.5">
            <label htmlFor="q" className="font-semibold text-longan-deep">
              {certificates.searchField}
            </label>
            <div className="flex flex-wrap gap-3">
              <input
                id="q"
                name="q"
                type="search"
                className="input flex-1 basis-56"
                defaultValue={query.q}
                placeholder={certificates.searchHint}
              />
              <button type="submit" className="button button-primary">
                {certificates.searchButton}
              </button>
            </div>
          </div>
          <SimulatedField simulated={query.simulated} />
        </Form>
      )}
      <section aria-labelledby="ket-qua" className="flex flex-col gap-3">
        <h2 id="ket-qua" className="sr-only">
          {certificates.results}
        </h2>
        <p role="status">
          <MarkedText text={certificates.found({ count: found.count, search: query.q })} />
        </p>
        {found.count ? (
          <CertificatesTable certificates={found.certificates} mayRevoke={found.may_revoke} address={address} />
        ) : (
          <p className="card p-6">
            {query.q ? certificates.nothingFound : certificates.none}
            {query.simulated ? null : ` ${certificates.simulatedHidden}`}
          </p>
        )}
      </section>
    </div>
  );
}

function CertificatesTable({
  certificates,
  mayRevoke,
  address,
}: {
  certificates: readonly FoundCertificate[];
  mayRevoke: boolean;
  address: (more: Record<string, string>) => string;
}) {
  const { certificates: texts } = useTexts().board;
  const { head } = texts;
  return (
    <TableBox label={texts.table}>
      <table className="table min-w-[46rem]">
        <thead>
          <tr>
            <th scope="col">{head.product}</th>
            <th scope="col">{head.decision}</th>
            <th scope="col">{head.stars}</th>
            <th scope="col">{head.valid}</th>
            <th scope="col">{head.today}</th>
            <th scope="col">
              <span className="sr-only">{head.revoke}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {certificates.map((each) => (
            <tr key={each.id}>
              <th scope="row" className="min-w-44">
                <Link className="link" to={`/so/san-pham/${each.registered_product_id}`}>
                  {each.product_name}
                </Link>{" "}
                {each.simulated ? <SimulatedMark /> : null}
              </th>
              <td className="figure">
                {each.decision_number}
                <span className="block text-sm text-ink-soft">{formatDay(each.decision_date)}</span>
              </td>
              <td className="figure">{each.stars}</td>
              <td className="figure whitespace-nowrap">
                {formatDay(each.valid_from)}
                <br />
                {texts.validTo({ day: each.valid_to })}
              </td>
              <td>{each.status ? <CertificateState status={each.status} /> : null}</td>
              <td>
                {each.status === "revoked" || !mayRevoke ? null : (
                  <Link
                    className="button button-danger px-3"
                    to={address({ revoke: each.id })}
                    aria-label={texts.revokeThis({ decision: each.decision_number, product: each.product_name })}
                  >
                    {texts.revoke}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

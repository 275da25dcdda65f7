import { Form, Link } from "react-router";
import { type ListedProduct, readCoverageList } from "../backend/board.server.ts";
import { boardAddress, type ListQuery, readListQuery } from "../board-query.ts";
import { choicesOf, readingRule } from "../board-words.ts";
import { CertificateState, OutsideLink, Sightings, SimulatedNotice, TableBox } from "../components/board-evidence.tsx";
import { DayFields, SimulatedField } from "../components/board-fields.tsx";
import { SelectField } from "../components/field.tsx";
import { MarkedText } from "../components/marked-text.tsx";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { today } from "../format/date.ts";
import { textsOf, wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_department.so.danh-sach";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { board } = textsOf(matches);
  return [{ title: board.pageTitle({ page: board.list.page }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const { wrongDay, ...query } = readListQuery(new URL(request.url).searchParams);
  const list = await readCoverageList(request, query);
  return { list, query, wrongDay, day: list?.day ?? query.day ?? today(new Date()) };
}

export default function CoverageList({ loaderData }: Route.ComponentProps) {
  const { list, query, wrongDay, day } = loaderData;
  const { board } = useTexts();
  const rule = query.channel
    ? board.list.onChannel({ channel: wordOf(board.channels, query.channel) })
    : readingRule(board, list?.reading ?? query.reading ?? "");
  const met = list?.products.filter((each) => each.met).length ?? 0;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">{board.list.title}</h1>
        <p className="mt-1 text-ink-soft">
          <MarkedText
            text={board.list.about({
              column: board.columns[query.column].title,
              part: board.parts[query.part],
              day,
              rule,
              withoutRetired: query.retired === "left-out" && !query.channel,
            })}
            className="figure font-semibold text-ink"
          />
        </p>
      </div>
      {query.simulated ? <SimulatedNotice /> : null}
      <Filters query={query} day={day} wrongDay={wrongDay} reading={list?.reading} />
      {list ? (
        <section aria-labelledby="ket-qua" className="flex min-w-0 flex-col gap-3">
          <h2 id="ket-qua" className="sr-only">
            {board.list.results}
          </h2>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p role="status">
              <MarkedText
                text={board.list.found({ count: list.count, met: query.met === "all" && list.count ? met : undefined })}
              />
            </p>
            {list.count ? <Files query={{ ...query, day: list.day }} /> : null}
          </div>
          {list.count ? <ProductsTable products={list.products} query={query} /> : <Nothing query={query} />}
        </section>
      ) : (
        <Notice tone="warn" title={board.noReading.title}>
          <p>{board.noReading.more}</p>
        </Notice>
      )}
    </div>
  );
}

function Filters({
  query,
  day,
  wrongDay,
  reading,
}: {
  query: ListQuery;
  day: string;
  wrongDay: string | undefined;
  reading: string | undefined;
}) {
  const { board } = useTexts();
  const { list, columns } = board;
  return (
    <Form key={JSON.stringify(query)} className="card flex flex-col gap-4 p-4" aria-label={list.filter}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="column"
          label={list.column}
          filter
          choices={[
            { value: "official", text: columns.official.title },
            { value: "reported", text: columns.reported.title },
          ]}
          defaultValue={query.column}
        />
        <SelectField
          name="met"
          label={list.met.field}
          filter
          choices={[
            { value: "all", text: list.met.all },
            { value: "yes", text: list.met.yes },
            { value: "no", text: list.met.no },
          ]}
          defaultValue={query.met}
        />
      </div>
      <details>
        <summary className="flex min-h-11 items-center font-semibold text-longan">{list.moreFilters}</summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2 lg:grid-cols-3">
          <SelectField
            name="channel"
            label={list.channel.field}
            filter
            choices={choicesOf(board.channels)}
            empty={list.channel.none}
            defaultValue={query.channel}
          />
          <SelectField
            name="reading"
            label={list.reading}
            filter
            choices={choicesOf(board.readings)}
            defaultValue={reading ?? query.reading}
          />
          <SelectField
            name="retired"
            label={list.retired.field}
            filter
            choices={[
              { value: "as-written", text: list.retired["as-written"] },
              { value: "left-out", text: list.retired["left-out"] },
            ]}
            defaultValue={query.retired}
          />
          <SelectField
            name="part"
            label={list.part.field}
            filter
            choices={[
              { value: "all", text: list.part.all },
              { value: "goods", text: list.part.goods },
              { value: "services", text: list.part.services },
            ]}
            defaultValue={query.part}
          />
          <DayFields query={query} day={day} wrongDay={wrongDay} />
        </div>
      </details>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SimulatedField simulated={query.simulated} />
        <button type="submit" className="button button-primary w-full sm:w-auto">
          {list.show}
        </button>
      </div>
    </Form>
  );
}

/** Files are downloaded by the browser itself, not by the page's script. */
function Files({ query }: { query: ListQuery }) {
  const { list } = useTexts().board;
  return (
    <p className="flex flex-wrap gap-3">
      <Link reloadDocument className="button button-quiet" to={boardAddress("/so/tai", query, { format: "xlsx" })}>
        {list.xlsx}
      </Link>
      <Link reloadDocument className="button button-quiet" to={boardAddress("/so/tai", query, { format: "csv" })}>
        {list.csv}
      </Link>
    </p>
  );
}

function Nothing({ query }: { query: ListQuery }) {
  const { board } = useTexts();
  const empty = query.met === "all" && query.part === "all";
  return (
    <div className="card p-6">
      <p className="font-semibold first-letter:uppercase">
        {empty ? `${board.columns[query.column].none}.` : board.list.nothing}
      </p>
      {query.column === "official" ? (
        <p className="mt-1">
          <Link className="link" to={boardAddress("/so/danh-sach", { ...query, column: "reported" })}>
            {board.list.seeReported}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function ProductsTable({ products, query }: { products: readonly ListedProduct[]; query: ListQuery }) {
  const { board } = useTexts();
  const { head } = board.list;
  const evidence = query.day ? `?day=${query.day}` : "";
  return (
    <TableBox label={board.list.table}>
      <table className="table min-w-[60rem]">
        <thead>
          <tr>
            <th scope="col">{head.product}</th>
            <th scope="col">{head.result}</th>
            <th scope="col">{head.channels}</th>
            <th scope="col">{head.certificate}</th>
            <th scope="col">{head.reported}</th>
          </tr>
        </thead>
        <tbody>
          {products.map((each) => (
            <tr key={each.id}>
              <th scope="row" className="max-w-64 min-w-48">
                <Link className="link" to={`/so/san-pham/${each.id}${evidence}`}>
                  {each.name}
                </Link>{" "}
                {each.simulated ? <SimulatedMark /> : null}
                <span className="block text-sm font-normal text-ink-soft">
                  {[each.producer ?? board.producerUnknown, each.commune, each.code].filter(Boolean).join(" · ")}
                </span>
              </th>
              <td>
                <span
                  className={`chip whitespace-nowrap ${each.met ? "bg-leaf-soft text-leaf" : "bg-paper-deep text-ink-soft"}`}
                >
                  {each.met ? board.list.isMet : board.list.isNotMet}
                </span>
              </td>
              <td className="min-w-44">
                <Sightings seen={each.observations} live={each.live} />
              </td>
              <td className="min-w-52">
                <CertificateCell product={each} />
              </td>
              <td className="min-w-52">
                {each.reported ? (
                  <>
                    {each.reported.text}{" "}
                    <span className="block text-sm">
                      <OutsideLink url={each.reported.sourceUrl} />
                    </span>
                  </>
                ) : (
                  <span className="text-ink-soft">{board.list.notReported}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function CertificateCell({ product: { certificate, stars } }: { product: ListedProduct }) {
  const { list } = useTexts().board;
  if (!certificate) return <span className="text-ink-soft">{list.noCertificate}</span>;
  return (
    <div className="figure">
      <p className="font-medium">
        {certificate.decisionNumber} {certificate.simulated ? <SimulatedMark /> : null}
      </p>
      <p className="text-sm text-ink-soft">
        {list.certificate({
          decided: certificate.decisionDate,
          validTo: certificate.validTo,
          stars: stars ?? undefined,
        })}
      </p>
      <CertificateState status={certificate.status} />
      <p className="text-sm">
        <OutsideLink url={certificate.sourceUrl} />
      </p>
    </div>
  );
}

import { Form, Link } from "react-router";
import { type Figure, type Reading, readCoverage } from "../backend/board.server.ts";
import { type BoardQuery, boardAddress, type ListQuery, readBoardQuery } from "../board-query.ts";
import { type Column, readingRule } from "../board-words.ts";
import { SimulatedNotice, TableBox } from "../components/board-evidence.tsx";
import { DayFields, SimulatedField } from "../components/board-fields.tsx";
import { ShareBars, ShareCard, ShareLink } from "../components/board-figures.tsx";
import { SelectField } from "../components/field.tsx";
import { MarkedText } from "../components/marked-text.tsx";
import { Notice } from "../components/notice.tsx";
import { textsOf, wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_department.so._index";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { board } = textsOf(matches);
  return [{ title: board.pageTitle({ page: board.coverage.title }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const { wrongDay, ...query } = readBoardQuery(new URL(request.url).searchParams);
  // All readings are in the answer: one that is not in force that day is told here rather than refused there.
  const coverage = await readCoverage(request, { ...query, reading: undefined });
  const chosen = query.reading ? coverage.readings.find(({ key }) => key === query.reading) : coverage.reading;
  return { coverage, chosen: chosen ?? null, query, wrongDay };
}

const columns = ["official", "reported"] as const;
const parts = ["goods", "services"] as const;

export default function Board({ loaderData }: Route.ComponentProps) {
  const { coverage, chosen, query, wrongDay } = loaderData;
  const { board } = useTexts();
  const to = (more: Partial<ListQuery>) => boardAddress("/so/danh-sach", { ...query, ...more });
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="text-2xl sm:text-3xl">{board.coverage.title}</h1>
        <p className="mt-1 text-ink-soft">
          <MarkedText
            text={board.coverage.about({ day: coverage.day, corrected: query.view === "corrected" })}
            className="figure font-semibold text-ink"
          />
        </p>
      </div>
      {coverage.simulated ? <SimulatedNotice /> : null}
      <Choose query={query} day={coverage.day} wrongDay={wrongDay} readings={coverage.readings} chosen={chosen} />
      {chosen ? (
        <section aria-labelledby="so-chinh" className="flex flex-col gap-3">
          <div>
            <h2 id="so-chinh" className="text-xl">
              {wordOf(board.readings, chosen.key)} {chosen.inUse ? <InUse /> : null}
            </h2>
            <p className="text-ink-soft">{board.coverage.rule({ rule: readingRule(board, chosen.key) })}</p>
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            {columns.map((column) => (
              <ShareCard
                key={column}
                column={column}
                figure={chosen[column].goods.asWritten}
                counts={board.coverage.goodsOnSale(chosen[column].goods.asWritten)}
                to={to({ reading: chosen.key, column, part: "goods", met: "all" })}
                more={<Beside reading={chosen} column={column} to={to} />}
              />
            ))}
          </div>
        </section>
      ) : (
        <Notice tone="warn" title={board.noReading.title}>
          <p>{board.noReading.more}</p>
        </Notice>
      )}
      {coverage.readings.length ? (
        <section aria-labelledby="cach-doc" className="flex flex-col gap-3">
          <h2 id="cach-doc" className="text-xl">
            {board.coverage.byReading}
          </h2>
          <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
            <ShareBars
              title={board.coverage.readingBars}
              rows={coverage.readings.map((each) => ({
                key: each.key,
                name: wordOf(board.readings, each.key),
                mark: each.inUse ? board.coverage.inUse : undefined,
                official: each.official.goods.asWritten,
                reported: each.reported.goods.asWritten,
              }))}
            />
            <ReadingsTable readings={coverage.readings} to={to} />
          </div>
        </section>
      ) : null}
      <section aria-labelledby="theo-san" className="flex flex-col gap-3">
        <h2 id="theo-san" className="text-xl">
          {board.coverage.byChannel}
        </h2>
        <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
          <ShareBars
            title={board.coverage.channelBars}
            rows={coverage.channels.map((each) => ({
              key: each.channel,
              name: wordOf(board.channels, each.channel),
              mark: each.state === "open" ? undefined : wordOf(board.channelIs, each.state),
              official: each.official,
              reported: each.reported,
            }))}
          />
          <ChannelsTable channels={coverage.channels} to={to} />
        </div>
      </section>
      <p className="text-sm text-ink-soft">{board.coverage.onSaleMeans}</p>
    </div>
  );
}

function Choose({
  query,
  day,
  wrongDay,
  readings,
  chosen,
}: {
  query: BoardQuery;
  day: string;
  wrongDay: string | undefined;
  readings: readonly Reading[];
  chosen: Reading | null;
}) {
  const { board } = useTexts();
  return (
    <Form key={JSON.stringify(query)} className="card flex flex-col gap-4 p-4" aria-label={board.coverage.choose}>
      <div className="grid gap-4 sm:grid-cols-3">
        <DayFields query={query} day={day} wrongDay={wrongDay} />
        {readings.length ? (
          <SelectField
            name="reading"
            label={board.coverage.reading}
            filter
            choices={readings.map(({ key, inUse }) => ({
              value: key,
              text: wordOf(board.readings, key) + (inUse ? ` (${board.coverage.inUse})` : ""),
            }))}
            defaultValue={chosen?.key}
          />
        ) : null}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SimulatedField simulated={query.simulated} />
        <button type="submit" className="button button-primary w-full sm:w-auto">
          {board.coverage.show}
        </button>
      </div>
    </Form>
  );
}

type To = (more: Partial<ListQuery>) => string;

/** What belongs to the large figure: services, and the figure without channels that have closed where it differs. */
function Beside({ reading, column, to }: { reading: Reading; column: Column; to: To }) {
  const { coverage } = useTexts().board;
  const { goods, services } = reading[column];
  const asked = { reading: reading.key, column } as const;
  return (
    <dl className="mt-1 flex flex-col gap-1 text-[0.95rem]">
      <div className="flex flex-wrap gap-x-2">
        <dt className="text-ink-soft">{coverage.services}</dt>
        <dd>
          {services.asWritten.basisPoints === undefined ? (
            coverage.noServices
          ) : (
            <ShareLink figure={services.asWritten} column={column} to={to({ ...asked, part: "services" })} />
          )}
        </dd>
      </div>
      {differ(goods) ? (
        <div className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">{coverage.goodsWithoutRetired}</dt>
          <dd>
            <ShareLink
              figure={goods.withoutRetired}
              column={column}
              to={to({ ...asked, part: "goods", retired: "left-out" })}
            />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

const differ = ({ asWritten, withoutRetired }: { asWritten: Figure; withoutRetired: Figure }) =>
  asWritten.numerator !== withoutRetired.numerator;

function InUse() {
  return <span className="chip bg-leaf-soft align-middle text-leaf">{useTexts().board.coverage.inUse}</span>;
}

function TwoColumns({ first, second }: { first: string; second: string }) {
  return (
    <tr>
      {columns.flatMap((column) =>
        [first, second].map((title) => (
          <th key={`${column} ${title}`} scope="col" className="font-medium">
            {title}
          </th>
        )),
      )}
    </tr>
  );
}

function ReadingsTable({ readings, to }: { readings: readonly Reading[]; to: To }) {
  const { board } = useTexts();
  const { head } = board.coverage;
  return (
    <TableBox label={board.coverage.readingTable}>
      <table className="table min-w-[44rem]">
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {head.reading}
            </th>
            {columns.map((column) => (
              <th key={column} colSpan={2} scope="colgroup">
                {board.columns[column].title}
              </th>
            ))}
          </tr>
          <TwoColumns first={head.goods} second={head.services} />
        </thead>
        <tbody>
          {readings.map((reading) => (
            <tr key={reading.key}>
              <th scope="row" className="min-w-44">
                {wordOf(board.readings, reading.key)} {reading.inUse ? <InUse /> : null}
                <span className="block text-sm font-normal text-ink-soft">{readingRule(board, reading.key)}</span>
              </th>
              {columns.flatMap((column) =>
                parts.map((part) => {
                  const figures = reading[column][part];
                  const asked = { reading: reading.key, column, part } as const;
                  return (
                    <td key={`${column} ${part}`}>
                      <ShareLink figure={figures.asWritten} column={column} to={to(asked)} />
                      {differ(figures) ? (
                        <span className="mt-1 block text-sm text-ink-soft">
                          {board.coverage.withoutRetired}{" "}
                          <ShareLink
                            figure={figures.withoutRetired}
                            column={column}
                            to={to({ ...asked, retired: "left-out" })}
                          />
                        </span>
                      ) : null}
                    </td>
                  );
                }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function ChannelsTable({
  channels,
  to,
}: {
  channels: readonly { channel: string; state: string; official: Figure; reported: Figure }[];
  to: To;
}) {
  const { board } = useTexts();
  const { head } = board.coverage;
  return (
    <TableBox label={board.coverage.channelTable}>
      <table className="table min-w-[34rem]">
        <thead>
          <tr>
            <th scope="col">{head.channel}</th>
            <th scope="col">{head.state}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {board.columns[column].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((each) => (
            <tr key={each.channel}>
              <th scope="row">
                <Link className="link" to={to({ channel: each.channel, met: "yes", reading: undefined })}>
                  {wordOf(board.channels, each.channel)}
                </Link>
              </th>
              <td>{wordOf(board.channelIs, each.state)}</td>
              {columns.map((column) => (
                <td key={column}>
                  <ShareLink
                    figure={each[column]}
                    column={column}
                    to={to({ channel: each.channel, column, reading: undefined })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

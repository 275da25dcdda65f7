import { Form, Link } from "react-router";
import { type Figure, type Reading, readCoverage } from "../backend/board.server.ts";
import { type BoardQuery, boardAddress, type ListQuery, readBoardQuery } from "../board-query.ts";
import { type Column, channelName, channelStateText, columnWords, readingRule, readingTitle } from "../board-words.ts";
import { SimulatedNotice, TableBox } from "../components/board-evidence.tsx";
import { DayFields, SimulatedField } from "../components/board-fields.tsx";
import { ShareBars, ShareCard, ShareLink } from "../components/board-figures.tsx";
import { SelectField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { formatDay } from "../format/date.ts";
import type { Route } from "./+types/_department.so._index";

export const meta: Route.MetaFunction = () => [
  { title: "Độ phủ sàn thương mại điện tử | Sở Công Thương" },
  { name: "robots", content: "noindex" },
];

export async function loader({ request }: Route.LoaderArgs) {
  const { wrongDay, ...query } = readBoardQuery(new URL(request.url).searchParams);
  // All readings are in the answer: one that is not in force that day is told here rather than refused there.
  const board = await readCoverage(request, { ...query, reading: undefined });
  const chosen = query.reading ? board.readings.find(({ key }) => key === query.reading) : board.reading;
  return { board, chosen: chosen ?? null, query, wrongDay };
}

const columns = ["official", "reported"] as const;
const parts = [
  { part: "goods", title: "Hàng hoá" },
  { part: "services", title: "Dịch vụ" },
] as const;

export default function Board({ loaderData }: Route.ComponentProps) {
  const { board, chosen, query, wrongDay } = loaderData;
  const to = (more: Partial<ListQuery>) => boardAddress("/so/danh-sach", { ...query, ...more });
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="text-2xl sm:text-3xl">Độ phủ sàn thương mại điện tử</h1>
        <p className="mt-1 text-ink-soft">
          Bao nhiêu sản phẩm OCOP đang được bán trên sàn, tính cho ngày{" "}
          <span className="figure font-semibold text-ink">{formatDay(board.day)}</span>
          {query.view === "corrected" ? ", theo những gì biết đến hôm nay" : ""}.
        </p>
      </div>
      {board.simulated ? <SimulatedNotice /> : null}
      <Choose query={query} day={board.day} wrongDay={wrongDay} readings={board.readings} chosen={chosen} />
      {chosen ? (
        <section aria-labelledby="so-chinh" className="flex flex-col gap-3">
          <div>
            <h2 id="so-chinh" className="text-xl">
              {readingTitle(chosen.key)} {chosen.inUse ? <InUse /> : null}
            </h2>
            <p className="text-ink-soft">Sản phẩm được tính khi {readingRule(chosen.key)}.</p>
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            {columns.map((column) => (
              <ShareCard
                key={column}
                column={column}
                figure={chosen[column].goods.asWritten}
                what="hàng hoá đang được bán trên sàn"
                to={to({ reading: chosen.key, column, part: "goods", met: "all" })}
                more={<Beside reading={chosen} column={column} to={to} />}
              />
            ))}
          </div>
        </section>
      ) : (
        <Notice tone="warn" title="Không có cách đọc này vào ngày đã chọn.">
          <p>Quy định có hiệu lực từ 11/04/2023; mời chọn một ngày khác hoặc một cách đọc khác.</p>
        </Notice>
      )}
      {board.readings.length ? (
        <section aria-labelledby="cach-doc" className="flex flex-col gap-3">
          <h2 id="cach-doc" className="text-xl">
            Theo từng cách đọc quy định
          </h2>
          <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
            <ShareBars
              title="Hàng hoá, theo cách đọc"
              rows={board.readings.map((each) => ({
                key: each.key,
                name: readingTitle(each.key),
                mark: each.inUse ? "đang dùng" : undefined,
                official: each.official.goods.asWritten,
                reported: each.reported.goods.asWritten,
              }))}
            />
            <ReadingsTable readings={board.readings} to={to} />
          </div>
        </section>
      ) : null}
      <section aria-labelledby="theo-san" className="flex flex-col gap-3">
        <h2 id="theo-san" className="text-xl">
          Theo từng sàn
        </h2>
        <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
          <ShareBars
            title="Hàng hoá và dịch vụ, theo sàn"
            rows={board.channels.map((each) => ({
              key: each.channel,
              name: channelName(each.channel),
              mark: each.state === "open" ? undefined : channelStateText(each.state),
              official: each.official,
              reported: each.reported,
            }))}
          />
          <ChannelsTable channels={board.channels} to={to} />
        </div>
      </section>
      <p className="text-sm text-ink-soft">
        “Đang bán” là lần xem mới nhất còn thấy sản phẩm trên sàn và chưa quá hạn: 7 ngày với sàn đọc bằng phần mềm, 30 ngày với
        trang và tệp người xem. Quá hạn thì ghi “chưa kiểm tra lại” và không tính.
      </p>
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
  return (
    <Form key={JSON.stringify(query)} className="card flex flex-col gap-4 p-4" aria-label="Chọn ngày và cách đọc">
      <div className="grid gap-4 sm:grid-cols-3">
        <DayFields query={query} day={day} wrongDay={wrongDay} />
        {readings.length ? (
          <SelectField
            name="reading"
            label="Cách đọc quy định"
            filter
            choices={readings.map(({ key, inUse }) => ({
              value: key,
              text: readingTitle(key) + (inUse ? " (đang dùng)" : ""),
            }))}
            defaultValue={chosen?.key}
          />
        ) : null}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SimulatedField simulated={query.simulated} />
        <button type="submit" className="button button-primary w-full sm:w-auto">
          Xem số liệu
        </button>
      </div>
    </Form>
  );
}

type To = (more: Partial<ListQuery>) => string;

/** What belongs to the large figure: services, and the figure without channels that have closed where it differs. */
function Beside({ reading, column, to }: { reading: Reading; column: Column; to: To }) {
  const { goods, services } = reading[column];
  const asked = { reading: reading.key, column } as const;
  return (
    <dl className="mt-1 flex flex-col gap-1 text-[0.95rem]">
      <div className="flex flex-wrap gap-x-2">
        <dt className="text-ink-soft">Dịch vụ (bộ 26):</dt>
        <dd>
          {services.asWritten.basisPoints === undefined ? (
            "không có"
          ) : (
            <ShareLink figure={services.asWritten} column={column} to={to({ ...asked, part: "services" })} />
          )}
        </dd>
      </div>
      {differ(goods) ? (
        <div className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">Hàng hoá, bỏ sàn đã ngừng:</dt>
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
  return <span className="chip bg-leaf-soft align-middle text-leaf">đang dùng</span>;
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
  return (
    <TableBox label="Bảng độ phủ theo cách đọc">
      <table className="table min-w-[44rem]">
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              Cách đọc
            </th>
            {columns.map((column) => (
              <th key={column} colSpan={2} scope="colgroup">
                {columnWords[column].title}
              </th>
            ))}
          </tr>
          <TwoColumns first="Hàng hoá" second="Dịch vụ" />
        </thead>
        <tbody>
          {readings.map((reading) => (
            <tr key={reading.key}>
              <th scope="row" className="min-w-44">
                {readingTitle(reading.key)} {reading.inUse ? <InUse /> : null}
                <span className="block text-sm font-normal text-ink-soft">{readingRule(reading.key)}</span>
              </th>
              {columns.flatMap((column) =>
                parts.map(({ part }) => {
                  const figures = reading[column][part];
                  const asked = { reading: reading.key, column, part } as const;
                  return (
                    <td key={`${column} ${part}`}>
                      <ShareLink figure={figures.asWritten} column={column} to={to(asked)} />
                      {differ(figures) ? (
                        <span className="mt-1 block text-sm text-ink-soft">
                          bỏ sàn đã ngừng:{" "}
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
  return (
    <TableBox label="Bảng độ phủ theo sàn">
      <table className="table min-w-[34rem]">
        <thead>
          <tr>
            <th scope="col">Sàn</th>
            <th scope="col">Tình trạng</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {columnWords[column].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((each) => (
            <tr key={each.channel}>
              <th scope="row">
                <Link className="link" to={to({ channel: each.channel, met: "yes", reading: undefined })}>
                  {channelName(each.channel)}
                </Link>
              </th>
              <td>{channelStateText(each.state)}</td>
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

import { Form, Link } from "react-router";
import { type ListedProduct, readCoverageList } from "../backend/board.server.ts";
import { boardAddress, type ListQuery, readListQuery } from "../board-query.ts";
import { channelChoices, channelName, columnWords, readingChoices, readingRule } from "../board-words.ts";
import { CertificateState, OutsideLink, Sightings, SimulatedNotice, TableBox } from "../components/board-evidence.tsx";
import { DayFields, SimulatedField } from "../components/board-fields.tsx";
import { SelectField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formatDay, today } from "../format/date.ts";
import { formatCount } from "../format/vnd.ts";
import type { Route } from "./+types/_department.so.danh-sach";

export const meta: Route.MetaFunction = () => [
  { title: "Danh sách sản phẩm | Sở Công Thương" },
  { name: "robots", content: "noindex" },
];

export async function loader({ request }: Route.LoaderArgs) {
  const { wrongDay, ...query } = readListQuery(new URL(request.url).searchParams);
  const list = await readCoverageList(request, query);
  return { list, query, wrongDay, day: list?.day ?? query.day ?? today(new Date()) };
}

export default function CoverageList({ loaderData }: Route.ComponentProps) {
  const { list, query, wrongDay, day } = loaderData;
  const met = list?.products.filter((each) => each.met).length ?? 0;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">Danh sách và bằng chứng</h1>
        <p className="mt-1 text-ink-soft">
          {columnWords[query.column].title}, {partWords[query.part]}, ngày{" "}
          <span className="figure font-semibold text-ink">{formatDay(day)}</span>. Đạt khi{" "}
          {query.channel ? `đang bán trên ${channelName(query.channel)}` : readingRule(list?.reading ?? query.reading ?? "")}
          {query.retired === "left-out" && !query.channel ? ", bỏ sàn đã ngừng" : ""}.
        </p>
      </div>
      {query.simulated ? <SimulatedNotice /> : null}
      <Filters query={query} day={day} wrongDay={wrongDay} reading={list?.reading} />
      {list ? (
        <section aria-labelledby="ket-qua" className="flex min-w-0 flex-col gap-3">
          <h2 id="ket-qua" className="sr-only">
            Kết quả
          </h2>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p role="status">
              <span className="figure font-semibold">{formatCount(list.count)}</span> sản phẩm
              {query.met === "all" && list.count ? (
                <>
                  , <span className="figure font-semibold">{formatCount(met)}</span> đạt
                </>
              ) : null}
            </p>
            {list.count ? <Files query={{ ...query, day: list.day }} /> : null}
          </div>
          {list.count ? <ProductsTable products={list.products} query={query} /> : <Nothing query={query} />}
        </section>
      ) : (
        <Notice tone="warn" title="Không có cách đọc này vào ngày đã chọn.">
          <p>Quy định có hiệu lực từ 11/04/2023; mời chọn một ngày khác hoặc một cách đọc khác.</p>
        </Notice>
      )}
    </div>
  );
}

const partWords = { all: "hàng hoá và dịch vụ", goods: "hàng hoá", services: "dịch vụ (bộ 26)" };
const metChoices = [
  { value: "all", text: "Tất cả" },
  { value: "yes", text: "Đạt" },
  { value: "no", text: "Chưa đạt" },
];

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
  return (
    <Form key={JSON.stringify(query)} className="card flex flex-col gap-4 p-4" aria-label="Lọc danh sách">
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="column"
          label="Cột"
          filter
          choices={[
            { value: "official", text: columnWords.official.title },
            { value: "reported", text: columnWords.reported.title },
          ]}
          defaultValue={query.column}
        />
        <SelectField name="met" label="Kết quả" filter choices={metChoices} defaultValue={query.met} />
      </div>
      <details>
        <summary className="flex min-h-11 items-center font-semibold text-longan">Sàn, cách đọc, loại, ngày</summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2 lg:grid-cols-3">
          <SelectField
            name="channel"
            label="Tính theo một sàn"
            filter
            choices={channelChoices}
            empty="Không, theo cách đọc"
            defaultValue={query.channel}
          />
          <SelectField
            name="reading"
            label="Cách đọc quy định"
            filter
            choices={readingChoices}
            defaultValue={reading ?? query.reading}
          />
          <SelectField
            name="retired"
            label="Sàn đã ngừng"
            filter
            choices={[
              { value: "as-written", text: "vẫn đòi hỏi, như quy định viết" },
              { value: "left-out", text: "bỏ ra khỏi quy tắc" },
            ]}
            defaultValue={query.retired}
          />
          <SelectField
            name="part"
            label="Loại"
            filter
            choices={[
              { value: "all", text: "Hàng hoá và dịch vụ" },
              { value: "goods", text: "Hàng hoá" },
              { value: "services", text: "Dịch vụ (bộ 26)" },
            ]}
            defaultValue={query.part}
          />
          <DayFields query={query} day={day} wrongDay={wrongDay} />
        </div>
      </details>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SimulatedField simulated={query.simulated} />
        <button type="submit" className="button button-primary w-full sm:w-auto">
          Xem danh sách
        </button>
      </div>
    </Form>
  );
}

/** Files are downloaded by the browser itself, not by the page's script. */
function Files({ query }: { query: ListQuery }) {
  return (
    <p className="flex flex-wrap gap-3">
      <Link reloadDocument className="button button-quiet" to={boardAddress("/so/tai", query, { format: "xlsx" })}>
        Tải XLSX
      </Link>
      <Link reloadDocument className="button button-quiet" to={boardAddress("/so/tai", query, { format: "csv" })}>
        Tải CSV
      </Link>
    </p>
  );
}

function Nothing({ query }: { query: ListQuery }) {
  const empty = query.met === "all" && query.part === "all";
  return (
    <div className="card p-6">
      <p className="font-semibold first-letter:uppercase">
        {empty ? `${columnWords[query.column].none}.` : "Không có sản phẩm nào hợp với các lựa chọn này."}
      </p>
      {query.column === "official" ? (
        <p className="mt-1">
          <Link className="link" to={boardAddress("/so/danh-sach", { ...query, column: "reported" })}>
            Xem các sản phẩm theo nguồn công khai
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function ProductsTable({ products, query }: { products: readonly ListedProduct[]; query: ListQuery }) {
  const evidence = query.day ? `?day=${query.day}` : "";
  return (
    <TableBox label="Bảng sản phẩm và bằng chứng">
      <table className="table min-w-[60rem]">
        <thead>
          <tr>
            <th scope="col">Sản phẩm</th>
            <th scope="col">Kết quả</th>
            <th scope="col">Thấy trên sàn</th>
            <th scope="col">Chứng nhận</th>
            <th scope="col">Nguồn công khai</th>
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
                  {[each.producer ?? "chưa rõ chủ thể", each.commune, each.code].filter(Boolean).join(" · ")}
                </span>
              </th>
              <td>
                <span
                  className={`chip whitespace-nowrap ${each.met ? "bg-leaf-soft text-leaf" : "bg-paper-deep text-ink-soft"}`}
                >
                  {each.met ? "✓ đạt" : "chưa đạt"}
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
                  <span className="text-ink-soft">không có</span>
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
  if (!certificate) return <span className="text-ink-soft">chưa có chứng nhận mức A</span>;
  return (
    <div className="figure">
      <p className="font-medium">
        {certificate.decisionNumber} {certificate.simulated ? <SimulatedMark /> : null}
      </p>
      <p className="text-sm text-ink-soft">
        ngày {formatDay(certificate.decisionDate)}, đến hết {formatDay(certificate.validTo)}
        {stars ? `, ${stars} sao` : ""}
      </p>
      <CertificateState status={certificate.status} />
      <p className="text-sm">
        <OutsideLink url={certificate.sourceUrl} />
      </p>
    </div>
  );
}

import { Form, Link } from "react-router";
import { type CertificateRow, type Evidence, readEvidence } from "../backend/board.server.ts";
import { readBoardQuery } from "../board-query.ts";
import { evidenceText, issuingLevelText } from "../board-words.ts";
import { CertificateState, OutsideLink, Sightings, TableBox } from "../components/board-evidence.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formatDay, formatMoment } from "../format/date.ts";
import type { Route } from "./+types/_department.so.san-pham.$id";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.evidence.product.name ?? "Sản phẩm"} | Sở Công Thương` },
  { name: "robots", content: "noindex" },
];

export async function loader({ request, params }: Route.LoaderArgs) {
  const { day, wrongDay } = readBoardQuery(new URL(request.url).searchParams);
  return { evidence: await readEvidence(request, params.id, day), wrongDay };
}

const productStates: Readonly<Record<string, string>> = {
  recognised: "đã được công nhận theo nguồn đăng ký",
  council_scored: "hội đồng đã chấm điểm, chưa công nhận",
};

export default function Product({ loaderData }: Route.ComponentProps) {
  const { evidence, wrongDay } = loaderData;
  const { product, producer, standing, day } = evidence;
  const facts: [string, React.ReactNode][] = [
    ["Chủ thể", producer?.name ?? "chưa rõ chủ thể"],
    ["Địa chỉ", producer?.address],
    ["Xã, phường", product.commune_text],
    ["Mã sản phẩm", product.code],
    ["Bộ sản phẩm", evidence.assignments[0]?.product_set_name ?? "chưa phân bộ"],
    ["Nhóm ghi ở nguồn", product.imported_group],
    ["Đăng ký", productStates[product.status] ?? product.status],
    ["Nguồn đăng ký", product.source_url ? <OutsideLink url={product.source_url} /> : null],
  ];
  return (
    <div className="flex flex-col gap-6">
      <div>
        <p>
          <Link className="link inline-flex min-h-11 items-center" to="/so/danh-sach">
            ← Danh sách
          </Link>
        </p>
        <h1 className="text-2xl sm:text-3xl">
          {product.name} {product.demonstration ? <SimulatedMark /> : null}
        </h1>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>
            Ngày <span className="figure font-semibold">{formatDay(day)}</span>:
          </span>
          <CertificateState status={standing?.status ?? "none"} />
          {standing?.stars ? <span className="figure font-semibold">{standing.stars} sao</span> : null}
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
        <Form className="card flex flex-col gap-3 p-4" aria-label="Chọn ngày">
          <label htmlFor="day" className="font-semibold text-longan-deep">
            Xem theo ngày
          </label>
          <input id="day" name="day" type="date" className="input" defaultValue={day} />
          {wrongDay ? <p className="font-medium text-bad">“{wrongDay}” không phải một ngày có trong lịch.</p> : null}
          <button type="submit" className="button button-quiet">
            Xem
          </button>
        </Form>
      </div>
      <Certificates evidence={evidence} />
      <Section id="cong-nhan" title="Được đưa tin công nhận">
        {evidence.recognitions.length ? (
          <Recognitions recognitions={evidence.recognitions} />
        ) : (
          <p className="text-ink-soft">Chưa ghi nguồn công khai nào.</p>
        )}
        {standing?.reported ? <p>Đang nói: {standing.reported.text}.</p> : null}
      </Section>
      <Section id="tren-san" title="Đã thấy trên sàn">
        <div className="card p-4">
          <Sightings seen={evidence.observations} live={evidence.live} />
        </div>
      </Section>
      <Section id="phan-bo" title="Phân bộ">
        {evidence.assignments.length ? (
          <ul className="card flex flex-col gap-1 p-4">
            {evidence.assignments.map((each) => (
              <li key={each.id}>
                <span className="font-medium">{each.product_set_name ?? "chưa phân bộ"}</span>, từ{" "}
                <span className="figure">{formatDay(each.valid_from)}</span>
                <span className="figure text-sm text-ink-soft"> (ghi lúc {formatMoment(each.recorded_at)})</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-soft">Chưa phân bộ.</p>
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

const eventWords: Readonly<Record<string, string>> = { revoked: "Thu hồi", extended: "Gia hạn chờ trả lời" };

function Certificates({ evidence }: { evidence: Evidence }) {
  const { certificates, events, standing } = evidence;
  if (!certificates.length) {
    return (
      <Section id="chung-nhan" title="Chứng nhận (mức A)">
        <p className="text-ink-soft">Chưa có chứng nhận mức A.</p>
      </Section>
    );
  }
  const numberOf = new Map(certificates.map((each) => [each.id, each.decision_number]));
  return (
    <Section id="chung-nhan" title="Chứng nhận (mức A)">
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
                    <li>
                      Đã có giấy mới thay: <span className="figure">{replaced.decision_number}</span>, từ{" "}
                      <span className="figure">{formatDay(replaced.valid_from)}</span>
                    </li>
                  ) : null}
                  {own.map((event) => (
                    <li key={event.id}>
                      <strong>{eventWords[event.kind] ?? event.kind}</strong> từ{" "}
                      <span className="figure">{formatDay(event.day)}</span>
                      {event.until ? (
                        <>
                          {" "}
                          đến <span className="figure">{formatDay(event.until)}</span>
                        </>
                      ) : null}
                      : {event.reason}
                      <span className="figure text-sm text-ink-soft"> (ghi lúc {formatMoment(event.recorded_at)})</span>
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
                    Thu hồi giấy này
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
  const facts: [string, React.ReactNode][] = [
    ["Ngày quyết định", formatDay(certificate.decision_date)],
    ["Cấp công nhận", issuingLevelText(certificate.issuing_level)],
    ["Căn cứ", certificate.legal_basis],
    ["Hạng sao", String(certificate.stars)],
    ["Hiệu lực", `${formatDay(certificate.valid_from)} đến hết ${formatDay(certificate.valid_to)}`],
    ["Thay cho", supersedes],
    ["Nguồn", certificate.source_url ? <OutsideLink url={certificate.source_url} /> : null],
    ["Ghi lúc", formatMoment(certificate.recorded_at)],
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
  return (
    <TableBox label="Bảng nguồn công khai">
      <table className="table min-w-[38rem]">
        <thead>
          <tr>
            <th scope="col">Nguồn</th>
            <th scope="col">Hạng sao được nêu</th>
            <th scope="col">Thời gian</th>
            <th scope="col">Mức bằng chứng</th>
            <th scope="col">Ghi lúc</th>
          </tr>
        </thead>
        <tbody>
          {recognitions.map((each) => (
            <tr key={each.id}>
              <td>
                <OutsideLink url={each.source_url} {...(each.source_title ? { text: each.source_title } : {})} />
              </td>
              <td className="figure">{each.stars ? `${each.stars} sao` : "không nêu"}</td>
              <td className="figure">{between(each.date_earliest, each.date_latest)}</td>
              <td>{evidenceText(each.level)}</td>
              <td className="figure">{formatMoment(each.recorded_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function between(earliest: string | null | undefined, latest: string | null | undefined): string {
  if (!earliest) return latest ? `đến ${formatDay(latest)}` : "không rõ ngày";
  if (!latest) return `từ ${formatDay(earliest)}`;
  return earliest === latest ? formatDay(earliest) : `${formatDay(earliest)} đến ${formatDay(latest)}`;
}

import type { Certificate, Reported } from "../backend/catalogue.server.ts";
import { formatDay } from "../format/date.ts";
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
  if (certificate) {
    const facts: [string, string | null | undefined][] = [
      ["Số quyết định", certificate.decision_number],
      ["Ngày quyết định", certificate.decision_date && formatDay(certificate.decision_date)],
      ["Cấp công nhận", certificate.issuing_level && (levels[certificate.issuing_level] ?? certificate.issuing_level)],
      ["Có hiệu lực đến", certificate.valid_to && formatDay(certificate.valid_to)],
    ];
    return (
      <section aria-labelledby="chung-nhan" className="card border-l-4 border-l-star p-4">
        <h2 id="chung-nhan" className="flex flex-wrap items-center gap-2 text-lg">
          Giấy chứng nhận OCOP {certificate.simulated ? <SimulatedMark /> : null}
        </h2>
        <p className="mt-1">{stars ? <StarRating stars={stars} /> : <span>Giấy chứng nhận không còn hiệu lực hôm nay</span>}</p>
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
        {certificate.simulated ? (
          <p className="mt-2 text-sm text-ink-soft">Giấy này là dữ liệu trình diễn, không phải giấy chứng nhận thật.</p>
        ) : null}
        <Source url={certificate.source_url} />
      </section>
    );
  }
  if (!reported) return null;
  return (
    <section aria-labelledby="chung-nhan" className="card border-l-4 border-l-line-strong p-4">
      <h2 id="chung-nhan" className="text-lg">
        Về công nhận OCOP
      </h2>
      <p className="mt-1">
        {reported.text ?? "Báo chí đưa tin sản phẩm này đã được công nhận OCOP."} Chúng tôi chưa có giấy chứng nhận nên không
        hiện sao.
      </p>
      <Source url={reported.source_url} />
    </section>
  );
}

const levels: Record<string, string> = {
  provincial: "Cấp tỉnh",
  province: "Cấp tỉnh",
  district: "Cấp huyện",
  commune: "Cấp xã",
  national: "Cấp trung ương",
  central: "Cấp trung ương",
};

function Source({ url }: { url?: string | null | undefined }) {
  if (!url || !/^https?:\/\//.test(url)) return null;
  return (
    <p className="mt-2 text-sm">
      <a className="link inline-flex min-h-11 items-center break-all" href={url} rel="noreferrer nofollow">
        Nguồn: {new URL(url).hostname}
      </a>
    </p>
  );
}

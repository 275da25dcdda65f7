import { Form, Link } from "react-router";
import type { FoundCertificate } from "../backend/board.server.ts";
import { issuingLevelText } from "../board-words.ts";
import { formatDay } from "../format/date.ts";
import { CertificateState } from "./board-evidence.tsx";
import { TextArea, TextField } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";

export interface RevokeStep {
  readonly day: string;
  readonly reason: string;
  readonly errors: { readonly day?: string; readonly reason?: string };
  readonly problem?: string;
  /** What was written is right and waits for the second yes. */
  readonly confirm?: boolean;
}

export function RevokeForm({
  certificate,
  step,
  today,
  back,
  busy,
}: {
  certificate: FoundCertificate;
  step: RevokeStep | undefined;
  today: string;
  back: string;
  busy: boolean;
}) {
  return (
    <section aria-labelledby="thu-hoi" className="card flex flex-col gap-4 border-l-4 border-l-bad p-4 sm:p-6">
      <div>
        <h2 id="thu-hoi" className="text-xl">
          Thu hồi chứng nhận {certificate.decision_number} {certificate.simulated ? <SimulatedMark /> : null}
        </h2>
        <p>
          <strong>{certificate.product_name}</strong>, {certificate.stars} sao, {issuingLevelText(certificate.issuing_level)},{" "}
          <span className="figure">
            hiệu lực {formatDay(certificate.valid_from)} đến {formatDay(certificate.valid_to)}
          </span>{" "}
          {certificate.status ? <CertificateState status={certificate.status} /> : null}
        </p>
      </div>
      {step?.problem ? <Notice tone="bad" title={step.problem} /> : null}
      {certificate.status === "revoked" ? (
        <Notice title="Chứng nhận này đã được thu hồi." />
      ) : (
        <Form method="post" className="flex flex-col gap-4" noValidate>
          <input type="hidden" name="certificate" value={certificate.id} />
          {step?.confirm ? <Confirm step={step} busy={busy} /> : <Write step={step} today={today} busy={busy} />}
        </Form>
      )}
      <p>
        <Link className="link inline-flex min-h-11 items-center" to={back}>
          Thôi, quay lại danh sách
        </Link>
      </p>
    </section>
  );
}

function Write({ step, today, busy }: { step: RevokeStep | undefined; today: string; busy: boolean }) {
  return (
    <>
      <TextField
        name="day"
        label="Ngày thu hồi có hiệu lực"
        type="date"
        required
        defaultValue={step?.day || today}
        error={step?.errors.day}
      />
      <TextArea
        name="reason"
        label="Lý do"
        hint="Ghi cả số quyết định thu hồi nếu có."
        required
        maxLength={1_000}
        defaultValue={step?.reason}
        error={step?.errors.reason}
      />
      <button type="submit" name="intent" value="check" className="button button-primary self-start" disabled={busy}>
        Xem lại trước khi thu hồi
      </button>
    </>
  );
}

function Confirm({ step, busy }: { step: RevokeStep; busy: boolean }) {
  return (
    <>
      <input type="hidden" name="day" value={step.day} />
      <input type="hidden" name="reason" value={step.reason} />
      <Notice tone="warn" title="Ghi rồi thì không xoá được.">
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-ink-soft">Từ ngày</dt>
          <dd className="figure font-medium">{formatDay(step.day)}</dd>
          <dt className="text-ink-soft">Lý do</dt>
          <dd className="font-medium break-words whitespace-pre-line">{step.reason}</dd>
        </dl>
        <p className="mt-2">Từ ngày đó sản phẩm không còn được hiện sao và không còn được tính theo chứng nhận này.</p>
      </Notice>
      <p className="flex flex-wrap gap-3">
        <button type="submit" name="intent" value="revoke" className="button button-danger" disabled={busy}>
          {busy ? "Đang ghi…" : "Xác nhận thu hồi"}
        </button>
      </p>
    </>
  );
}

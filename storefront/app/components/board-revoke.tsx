import { Form, Link } from "react-router";
import type { FoundCertificate } from "../backend/board.server.ts";
import { formatDay } from "../format/date.ts";
import { wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
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
  const { board } = useTexts();
  const texts = board.revocation;
  return (
    <section aria-labelledby="thu-hoi" className="card flex flex-col gap-4 border-l-4 border-l-bad p-4 sm:p-6">
      <div>
        <h2 id="thu-hoi" className="text-xl">
          {texts.title({ decision: certificate.decision_number })} {certificate.simulated ? <SimulatedMark /> : null}
        </h2>
        <p>
          <strong>{certificate.product_name}</strong>, {board.stars({ stars: certificate.stars })},{" "}
          {wordOf(board.issuedBy, certificate.issuing_level)},{" "}
          <span className="figure">{texts.valid({ from: certificate.valid_from, to: certificate.valid_to })}</span>{" "}
          {certificate.status ? <CertificateState status={certificate.status} /> : null}
        </p>
      </div>
      {step?.problem ? <Notice tone="bad" title={step.problem} /> : null}
      {certificate.status === "revoked" ? (
        <Notice title={texts.already} />
      ) : (
        <Form method="post" className="flex flex-col gap-4" noValidate>
          <input type="hidden" name="certificate" value={certificate.id} />
          {step?.confirm ? <Confirm step={step} busy={busy} /> : <Write step={step} today={today} busy={busy} />}
        </Form>
      )}
      <p>
        <Link className="link inline-flex min-h-11 items-center" to={back}>
          {texts.back}
        </Link>
      </p>
    </section>
  );
}

function Write({ step, today, busy }: { step: RevokeStep | undefined; today: string; busy: boolean }) {
  const texts = useTexts().board.revocation;
  return (
    <>
      <TextField name="day" label={texts.day} type="date" required defaultValue={step?.day || today} error={step?.errors.day} />
      <TextArea
        name="reason"
        label={texts.reason}
        hint={texts.reasonHint}
        required
        maxLength={1_000}
        defaultValue={step?.reason}
        error={step?.errors.reason}
      />
      <button type="submit" name="intent" value="check" className="button button-primary self-start" disabled={busy}>
        {texts.check}
      </button>
    </>
  );
}

function Confirm({ step, busy }: { step: RevokeStep; busy: boolean }) {
  const texts = useTexts().board.revocation;
  return (
    <>
      <input type="hidden" name="day" value={step.day} />
      <input type="hidden" name="reason" value={step.reason} />
      <Notice tone="warn" title={texts.final}>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-ink-soft">{texts.from}</dt>
          <dd className="figure font-medium">{formatDay(step.day)}</dd>
          <dt className="text-ink-soft">{texts.reason}</dt>
          <dd className="font-medium break-words whitespace-pre-line">{step.reason}</dd>
        </dl>
        <p className="mt-2">{texts.meaning}</p>
      </Notice>
      <p className="flex flex-wrap gap-3">
        <button type="submit" name="intent" value="revoke" className="button button-danger" disabled={busy}>
          {busy ? texts.busy : texts.confirm}
        </button>
      </p>
    </>
  );
}

import { data, Form, Link, redirect } from "react-router";
import { orNotFound } from "../backend/backend.server.ts";
import { type HandedProof, type HandTask, openDesk, refusalOf } from "../backend/desk.server.ts";
import { OutsideLink } from "../components/board-evidence.tsx";
import { CopyText } from "../components/copy-text.tsx";
import { TextArea, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formText } from "../form-text.ts";
import { textsOf, wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.viec-can-lam.$id";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.tasks }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request, params }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  return desk.handTask(params.id).catch(orNotFound);
}

export async function action({ request, params }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const [url, note] = [formText(form, "url"), formText(form, "note")];
  const refused = await refusalOf(
    request,
    desk.post(`/assisted/${encodeURIComponent(params.id)}/proof`, {
      version: Number(formText(form, "version")) || 0,
      ...(url ? { url } : {}),
      ...(note ? { note } : {}),
    }),
  );
  return refused ? data({ refused, url, note }, { status: 422 }) : redirect("/ban-hang/viec-can-lam?xong=da-nop");
}

export default function Task({ loaderData: { task, proofs }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-5">
      <p>
        <Link className="link inline-flex min-h-11 items-center" to="/ban-hang/viec-can-lam">
          {desk.task.all}
        </Link>
      </p>
      {task ? <Steps task={task} typed={actionData} /> : <p className="card p-4">{desk.task.done}</p>}
      {proofs.length ? <Proofs proofs={proofs} /> : null}
    </div>
  );
}

function Steps({ task, typed }: { task: HandTask; typed: { refused: string; url: string; note: string } | undefined }) {
  const { desk } = useTexts();
  const texts = desk.task;
  const { kind } = task;
  return (
    <>
      <div>
        <h1 className="text-2xl sm:text-3xl">{texts.title[kind]({ channel: task.channel_title })}</h1>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <strong>{task.title}</strong>
          <span className="text-ink-soft">{task.account_title}</span>
          {task.simulated ? <SimulatedMark /> : null}
        </p>
        {/* What a listing's sentence asks for is this page itself, but where a page that was there has gone. */}
        {kind === "publish" && task.url ? <p className="mt-2">{task.standing.sentence}</p> : null}
      </div>
      {task.open ? (
        <Step title={texts.openPage[kind]}>
          <a className="button button-quiet self-start" href={task.open} target="_blank" rel="noreferrer">
            {texts.opens({ host: new URL(task.open).host })}
          </a>
        </Step>
      ) : null}
      {task.texts ? <TextsToCopy task={task} shown={task.texts} /> : null}
      {kind === "take-down" ? <Step title={texts.takeDown} /> : null}
      <Step title={texts.prove[kind]}>
        {typed ? <Notice tone="bad" title={typed.refused} /> : null}
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="version" value={task.version} />
          {kind === "take-down" ? null : (
            <TextField
              name="url"
              type="url"
              inputMode="url"
              autoComplete="off"
              label={texts.url}
              hint={texts.urlHint}
              defaultValue={typed?.url ?? (kind === "publish" ? "" : (task.url ?? ""))}
              required
            />
          )}
          <TextArea name="note" label={texts.note} maxLength={500} rows={2} defaultValue={typed?.note ?? ""} />
          <button type="submit" className="button button-primary">
            {texts.send[kind]}
          </button>
          <p className="text-sm text-ink-soft">{texts.means}</p>
        </Form>
      </Step>
    </>
  );
}

function Step({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <section className="card flex flex-col gap-3 p-4">
      <h2 className="text-lg">{title}</h2>
      {children}
    </section>
  );
}

function TextsToCopy({ task, shown }: { task: HandTask; shown: NonNullable<HandTask["texts"]> }) {
  const { task: texts } = useTexts().desk;
  const fields = ["title", "price", "pack", "description", "certificate"] as const;
  return (
    <Step title={texts.copy}>
      <p className="text-sm text-ink-soft">{texts.copyAbout}</p>
      <div className="flex flex-col gap-3">
        {fields.map((field) => {
          const text = String(shown[field]);
          return text ? (
            <CopyText
              key={field}
              label={texts.fields[field]}
              text={text}
              mark={task.differs.includes(field) ? texts.changed : undefined}
            />
          ) : null;
        })}
      </div>
      {task.certified ? null : <p className="text-sm">{texts.noCertificate}</p>}
      {task.pictures.length ? (
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">{texts.pictures}</h3>
          {task.pictures.map(({ place, name, illustration }) => (
            <div key={place}>
              <a
                className="button button-quiet"
                href={`/ban-hang/viec-can-lam/${encodeURIComponent(task.id)}/anh/${place}?ten=${encodeURIComponent(name)}`}
                download={name}
              >
                {texts.picture({ place: place + 1 })}
              </a>
              {illustration ? <p className="mt-1 text-sm">{texts.illustration}</p> : null}
            </div>
          ))}
        </div>
      ) : null}
    </Step>
  );
}

function Proofs({ proofs }: { proofs: readonly HandedProof[] }) {
  const { task: texts } = useTexts().desk;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-lg">{texts.history}</h2>
      <ul className="card flex flex-col gap-2 p-4">
        {proofs.map((proof) => (
          <li key={proof.at}>
            <span className="font-medium">{wordOf(texts.kinds, proof.kind)}</span>: <OutsideLink url={proof.url} />
            {proof.note ? <span> {proof.note}</span> : null}
            <span className="figure block text-sm text-ink-soft">{texts.proof(proof)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { data, Form, Link, redirect, useNavigation } from "react-router";
import { type DeskReturn, openDesk, refusalOf } from "../backend/desk.server.ts";
import { MarkedText } from "../components/marked-text.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { readWhole } from "../whole-number.ts";
import type { Route } from "./+types/_producer.ban-hang.hang-tra";

const page = "/ban-hang/hang-tra";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.returns.title }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const returns = await (await openDesk(request)).returns();
  return { returns, done: new URL(request.url).searchParams.has("xong") };
}

interface Answered {
  readonly refused: string;
  /** The line it is about, and what was typed there. */
  readonly at?: string | undefined;
  readonly typed?: string | undefined;
}

const placeOf = (returnId: string, lineId: string) => `${returnId}-${lineId}`;

export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const [returnId = "", lineId = "", typed = ""] = ["return", "line", "resaleable"].map((field) => formText(form, field));
  const answer = (refused: string) => data<Answered>({ refused, at: placeOf(returnId, lineId), typed }, { status: 422 });
  const texts = textsFor(request).desk;
  const line = (await desk.returns()).find(({ id }) => id === returnId)?.lines.find(({ line_id }) => line_id === lineId);
  if (!line) return data<Answered>({ refused: texts.refused.notDone }, { status: 422 });
  const units = readWhole(typed);
  if (units === undefined || units > line.quantity) return answer(texts.returns.wrong({ most: line.quantity }));
  const refused = await refusalOf(
    request,
    desk.post(`/returns/${encodeURIComponent(returnId)}/receive`, {
      line_id: lineId,
      // What cannot be sold again is received whole and moves nothing.
      quantity: units || line.quantity,
      resaleable: units > 0,
    }),
  );
  return refused ? answer(refused) : redirect(`${page}?xong`);
}

export default function Returns({ loaderData: { returns, done }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  const texts = desk.returns;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Link className="link inline-flex min-h-11 items-center" to="/ban-hang/don-hang">
          {desk.orders.all}
        </Link>
        <h1 className="text-2xl sm:text-3xl">{texts.title}</h1>
        <p className="mt-1 text-ink-soft">{texts.about}</p>
      </div>
      {actionData ? <Notice tone="bad" title={actionData.refused} /> : null}
      {done && !actionData ? <Notice tone="good" title={texts.done} /> : null}
      {returns.length === 0 ? <p className="card p-4">{texts.none}</p> : null}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {returns.map((told) => (
          <article key={told.id} className="card flex flex-col gap-3 p-4" aria-labelledby={told.id}>
            <div>
              <h2 id={told.id} className="text-lg">
                {texts.of({ order: told.order_id, account: told.account_title })}
              </h2>
              <p className="text-sm text-ink-soft">{texts.told({ state: told.state, at: told.changed_at })}</p>
            </div>
            {told.lines.map((line) => (
              <ReturnLine
                key={line.line_id}
                returnId={told.id}
                line={line}
                wrong={actionData?.at === placeOf(told.id, line.line_id) ? actionData : undefined}
              />
            ))}
          </article>
        ))}
      </div>
    </div>
  );
}

function ReturnLine({
  returnId,
  line,
  wrong,
}: {
  returnId: string;
  line: DeskReturn["lines"][number];
  wrong: Answered | undefined;
}) {
  const texts = useTexts().desk.returns;
  const busy = useNavigation().state !== "idle";
  const place = placeOf(returnId, line.line_id);
  const { received } = line;
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-3">
      <p className="font-semibold">
        <MarkedText text={texts.line({ title: line.title ?? texts.unnamed, quantity: line.quantity })} />
      </p>
      {received ? (
        <p>
          {received.resaleable ? <MarkedText text={texts.received({ quantity: received.quantity })} /> : texts.receivedNone}
        </p>
      ) : (
        <Form method="post" className="flex flex-col gap-2" noValidate>
          <input type="hidden" name="return" value={returnId} />
          <input type="hidden" name="line" value={line.line_id} />
          <label className="text-sm font-semibold" htmlFor={place}>
            {texts.resaleable}
          </label>
          <p id={`${place}-hint`} className="text-sm text-ink-soft">
            {texts.hint({ most: line.quantity })}
          </p>
          <div className="flex flex-wrap gap-2">
            <input
              id={place}
              name="resaleable"
              className="input figure max-w-32"
              inputMode="numeric"
              autoComplete="off"
              required
              defaultValue={wrong?.typed ?? ""}
              aria-describedby={wrong ? `${place}-hint ${place}-error` : `${place}-hint`}
              {...(wrong ? { "aria-invalid": true } : {})}
            />
            <button type="submit" className="button button-quiet" disabled={busy}>
              {texts.receive}
            </button>
          </div>
          {wrong ? (
            <p id={`${place}-error`} className="font-medium text-bad">
              {wrong.refused}
            </p>
          ) : null}
        </Form>
      )}
    </div>
  );
}

import { data, Form, redirect } from "react-router";
import { type DeskSheet, openDesk, refusalOf } from "../backend/desk.server.ts";
import { MarkedText } from "../components/marked-text.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { formatMoment } from "../format/date.ts";
import { textsFor } from "../language.server.ts";
import { textsOf, wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.tep._index";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.sheets }) }, { name: "robots", content: "noindex" }];
};

const mostBytes = 20 * 1024 * 1024;

export async function loader({ request }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const [sheets, accounts] = await Promise.all([desk.sheets(), desk.accounts()]);
  return {
    sheets,
    accounts: accounts.filter(({ ways }) => ways?.listings === "file" || ways?.orders === "file"),
    done: new URL(request.url).searchParams.get("xong"),
  };
}

export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const account_id = formText(form, "account");
  const texts = textsFor(request).desk.refused;
  const no = (refused: string) => data({ refused }, { status: 422 });
  if (formText(form, "intent") === "ask") {
    const refused = await refusalOf(request, desk.post("/sheets", { account_id }));
    return refused ? no(refused) : redirect("/ban-hang/tep?xong=tep-moi");
  }
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return no(texts.noFile);
  if (file.size > mostBytes) return no(texts.largeFile);
  const base64 = Buffer.from(await file.arrayBuffer()).toString("base64");
  const refused = await refusalOf(
    request,
    desk.post("/sheets/orders", { account_id, name: file.name || "don-hang.xlsx", base64 }),
  );
  return refused ? no(refused) : redirect("/ban-hang/tep?xong=da-nop");
}

export default function Sheets({ loaderData: { sheets, accounts, done }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">{desk.sheets.title}</h1>
        <p className="mt-1 text-ink-soft">{desk.sheets.about}</p>
      </div>
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      {done && !actionData ? <Notice tone="good" title={desk.sheets.received} /> : null}
      {accounts.map((account) => (
        <section key={account.id} className="card flex flex-col gap-4 p-4" aria-label={account.title}>
          <h2 className="text-lg">{account.title}</h2>
          {account.state === "look-only" ? <p className="text-ink-soft">{desk.sheets.lookOnly}</p> : null}
          <Form method="post">
            <input type="hidden" name="account" value={account.id} />
            <button type="submit" name="intent" value="ask" className="button button-quiet">
              {desk.sheets.ask}
            </button>
          </Form>
          <Form method="post" encType="multipart/form-data" className="flex flex-col gap-2">
            <input type="hidden" name="account" value={account.id} />
            <label className="flex flex-col gap-1">
              <span className="font-semibold">{desk.sheets.file}</span>
              <input className="input" type="file" name="file" accept=".xlsx,.csv" required />
            </label>
            <button type="submit" name="intent" value="hand-in" className="button button-primary self-start">
              {desk.sheets.handIn}
            </button>
          </Form>
        </section>
      ))}
      <section className="flex flex-col gap-3">
        <h2 className="text-lg">{desk.sheets.recent}</h2>
        {sheets.length === 0 ? <p className="card p-4">{desk.sheets.none}</p> : null}
        {sheets.map((sheet) => (
          <SheetCard key={sheet.id} sheet={sheet} />
        ))}
      </section>
    </div>
  );
}

function SheetCard({ sheet }: { sheet: DeskSheet }) {
  const { desk } = useTexts();
  const problems = sheet.report?.problems ?? [];
  return (
    <article className="card p-4">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{sheet.kind === "orders" ? desk.sheet.orders : desk.sheet.listings}</strong>
        <span className="chip bg-paper-deep">{wordOf(desk.sheet.is, sheet.state)}</span>
      </p>
      <p className="text-sm text-ink-soft">
        {sheet.account_title} · {sheet.name ?? ""} · <span className="figure">{formatMoment(sheet.created_at)}</span>
      </p>
      {sheet.kind === "listings" && sheet.name ? (
        <p className="mt-2">
          <a className="link" href={`/ban-hang/tep/${encodeURIComponent(sheet.id)}`} download>
            {desk.sheet.download}
          </a>
        </p>
      ) : null}
      {sheet.kind === "orders" && sheet.report?.orders ? (
        <p className="mt-2">
          <MarkedText text={desk.sheet.read({ orders: sheet.report.orders.length, problems: problems.length })} />
        </p>
      ) : null}
      {sheet.state === "failed" ? (
        <p className="mt-2 font-medium text-bad">{sheet.report?.sentence ?? desk.sheet.unreadable}</p>
      ) : null}
      {problems.length ? (
        <ul className="mt-2 list-disc pl-5 text-sm">
          {problems.slice(0, 50).map((problem) => (
            <li key={`${problem.row}-${problem.message}`}>
              {problem.row == null ? problem.message : desk.sheet.problem({ row: problem.row, message: problem.message })}
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

import { data, redirect } from "react-router";
import { BackendRefused } from "../backend/backend.server.ts";
import { openDesk, refusalOf } from "../backend/desk.server.ts";
import { sentence } from "../backend/sentence.server.ts";
import { DeskSheetCard, ReportLines } from "../components/desk-sheet.tsx";
import { Notice } from "../components/notice.tsx";
import { SheetDesk } from "../components/sheet-desk.tsx";
import { formText } from "../form-text.ts";
import { readVietnamMoment } from "../format/date.ts";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
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
  return { ...sheets, shops: accounts, done: new URL(request.url).searchParams.get("xong") };
}

export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const texts = textsFor(request).desk.refused;
  const no = (refused: string) => data({ refused }, { status: 422 });
  const told = async (work: Promise<unknown>, done: string) => {
    const refused = await refusalOf(request, work);
    return refused ? no(refused) : redirect(`/ban-hang/tep?xong=${done}`);
  };
  const account_id = formText(form, "account");
  const sheet = `/sheets/${encodeURIComponent(formText(form, "sheet"))}`;
  switch (formText(form, "intent")) {
    case "ask":
      return told(desk.post("/sheets", { account_id, kind: formText(form, "kind") }), "tep-moi");
    case "confirm":
      return told(desk.post(`${sheet}/confirm`), "da-len-san");
    case "discard":
      return told(desk.post(`${sheet}/discard`), "da-bo");
    case "share": {
      const units = formText(form, "units");
      if (!/^\d{0,7}$/.test(units)) return no(texts.share);
      const listing = encodeURIComponent(formText(form, "listing"));
      return told(desk.post(`/listings/${listing}/share`, { units: units ? Number(units) : null }), "da-dat");
    }
    case "hand-in":
      break;
    default:
      return no(texts.unknownIntent);
  }
  const kind = formText(form, "kind") === "stock" ? "stock" : "orders";
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return no(texts.noFile);
  if (file.size > mostBytes) return no(texts.largeFile);
  const taken = formText(form, "taken");
  const taken_at = taken ? readVietnamMoment(taken) : undefined;
  if (taken_at === undefined && (taken || kind === "stock")) return no(texts.takenAt);
  const base64 = Buffer.from(await file.arrayBuffer()).toString("base64");
  try {
    const name = file.name || "tep.xlsx";
    const kept = await desk.handInSheet(kind, { account_id, name, base64, ...(taken_at ? { taken_at } : {}) });
    return kept.again ? data({ again: kept }) : redirect("/ban-hang/tep?xong=da-nop");
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    return no(sentence(error.body) ?? texts.notDone);
  }
}

export default function Sheets({ loaderData: { sheets, accounts, shops, done }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  const words: Readonly<Record<string, string>> = desk.sheets.done;
  const said = done && Object.hasOwn(words, done) ? words[done] : undefined;
  const again = actionData && "again" in actionData ? actionData.again : undefined;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">{desk.sheets.title}</h1>
        <p className="mt-1 text-ink-soft">{desk.sheets.about}</p>
      </div>
      {actionData && "refused" in actionData ? <Notice tone="bad" title={actionData.refused} /> : null}
      {again ? (
        <Notice tone="plain" {...(again.sentence ? { title: again.sentence } : {})}>
          {again.report ? <ReportLines report={again.report} /> : null}
        </Notice>
      ) : null}
      {said && !actionData ? <Notice tone="good" title={said} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {accounts.map((trades) => {
          const account = shops.find(({ id }) => id === trades.account_id);
          return account ? <SheetDesk key={account.id} account={account} trades={trades} /> : null;
        })}
      </div>
      <section className="flex flex-col gap-3">
        <h2 className="text-lg">{desk.sheets.recent}</h2>
        {sheets.length === 0 ? <p className="card p-4">{desk.sheets.none}</p> : null}
        {sheets.map((sheet) => (
          <DeskSheetCard key={sheet.id} sheet={sheet} />
        ))}
      </section>
    </div>
  );
}

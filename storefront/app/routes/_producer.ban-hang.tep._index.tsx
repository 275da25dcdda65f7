import { data, Form, redirect } from "react-router";
import { type DeskSheet, openDesk, refusalOf } from "../backend/desk.server.ts";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { formatMoment } from "../format/date.ts";
import type { Route } from "./+types/_producer.ban-hang.tep._index";

export const meta: Route.MetaFunction = () => [{ title: "Tệp | Bàn bán hàng" }, { name: "robots", content: "noindex" }];

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
  const no = (refused: string) => data({ refused }, { status: 422 });
  if (formText(form, "intent") === "ask") {
    const refused = await refusalOf(desk.post("/sheets", { account_id }));
    return refused ? no(refused) : redirect("/ban-hang/tep?xong=tep-moi");
  }
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return no("Hãy chọn một tệp Excel (.xlsx) hoặc CSV.");
  if (file.size > mostBytes) return no("Tệp lớn quá 20 MB. Hãy chia nhỏ rồi nộp từng phần.");
  const base64 = Buffer.from(await file.arrayBuffer()).toString("base64");
  const refused = await refusalOf(desk.post("/sheets/orders", { account_id, name: file.name || "don-hang.xlsx", base64 }));
  return refused ? no(refused) : redirect("/ban-hang/tep?xong=da-nop");
}

const states: Readonly<Record<string, string>> = {
  asked: "Đang soạn",
  drafted: "Sẵn sàng tải về",
  downloaded: "Đã tải về",
  "handed-in": "Đang đọc",
  read: "Đã đọc xong",
  failed: "Không đọc được",
};

export default function Sheets({ loaderData: { sheets, accounts, done }, actionData }: Route.ComponentProps) {
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">Tệp trao đổi với sàn</h1>
        <p className="mt-1 text-ink-soft">
          Dành cho sàn không cho phần mềm tự đăng: bạn tải tệp lên sàn, và nộp lại tệp đơn hàng.
        </p>
      </div>
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      {done && !actionData ? <Notice tone="good" title="Đã nhận. Tải lại trang sau vài giây để xem kết quả." /> : null}
      {accounts.map((account) => (
        <section key={account.id} className="card flex flex-col gap-4 p-4" aria-label={account.title}>
          <h2 className="text-lg">{account.title}</h2>
          {account.state === "look-only" ? (
            <p className="text-ink-soft">
              Gian hàng đang chỉ xem. Hãy bấm “Cho phép ghi” ở trang Gian hàng trước khi lấy tệp đăng bán.
            </p>
          ) : null}
          <Form method="post">
            <input type="hidden" name="account" value={account.id} />
            <button type="submit" name="intent" value="ask" className="button button-quiet">
              Soạn tệp đăng bán
            </button>
          </Form>
          <Form method="post" encType="multipart/form-data" className="flex flex-col gap-2">
            <input type="hidden" name="account" value={account.id} />
            <label className="flex flex-col gap-1">
              <span className="font-semibold">Tệp đơn hàng lấy từ sàn (.xlsx hoặc .csv)</span>
              <input className="input" type="file" name="file" accept=".xlsx,.csv" required />
            </label>
            <button type="submit" name="intent" value="hand-in" className="button button-primary self-start">
              Nộp tệp đơn hàng
            </button>
          </Form>
        </section>
      ))}
      <section className="flex flex-col gap-3">
        <h2 className="text-lg">Các tệp gần đây</h2>
        {sheets.length === 0 ? <p className="card p-4">Chưa có tệp nào.</p> : null}
        {sheets.map((sheet) => (
          <SheetCard key={sheet.id} sheet={sheet} />
        ))}
      </section>
    </div>
  );
}

function SheetCard({ sheet }: { sheet: DeskSheet }) {
  const problems = sheet.report?.problems ?? [];
  return (
    <article className="card p-4">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{sheet.kind === "orders" ? "Tệp đơn hàng" : "Tệp đăng bán"}</strong>
        <span className="chip bg-paper-deep">{states[sheet.state] ?? sheet.state}</span>
      </p>
      <p className="text-sm text-ink-soft">
        {sheet.account_title} · {sheet.name ?? ""} · <span className="figure">{formatMoment(sheet.created_at)}</span>
      </p>
      {sheet.kind === "listings" && sheet.name ? (
        <p className="mt-2">
          <a className="link" href={`/ban-hang/tep/${encodeURIComponent(sheet.id)}`} download>
            Tải tệp về máy
          </a>
        </p>
      ) : null}
      {sheet.kind === "orders" && sheet.report?.orders ? (
        <p className="mt-2">
          Đọc được <span className="figure font-semibold">{sheet.report.orders.length}</span> đơn
          {problems.length ? (
            <>
              , <span className="figure font-semibold">{problems.length}</span> dòng chưa đọc được
            </>
          ) : null}
          .
        </p>
      ) : null}
      {sheet.state === "failed" ? (
        <p className="mt-2 font-medium text-bad">
          {sheet.report?.vietnamese ?? "Tệp không đọc được. Hãy lấy lại tệp từ sàn rồi nộp."}
        </p>
      ) : null}
      {problems.length ? (
        <ul className="mt-2 list-disc pl-5 text-sm">
          {problems.slice(0, 50).map((problem) => (
            <li key={`${problem.row}-${problem.message}`}>
              {problem.row == null ? "" : `Dòng ${problem.row}: `}
              {problem.message}
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

import { data, Form, redirect } from "react-router";
import { type DeskAccount, openDesk, refusalOf } from "../backend/desk.server.ts";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formText } from "../form-text.ts";
import type { Route } from "./+types/_producer.ban-hang.gian-hang";

export const meta: Route.MetaFunction = () => [{ title: "Gian hàng | Bàn bán hàng" }, { name: "robots", content: "noindex" }];

export async function loader({ request }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const connected = new URL(request.url).searchParams.get("ket-noi") === "xong";
  return { accounts: await desk.accounts(), connected };
}

export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const intent = formText(form, "intent");
  const id = formText(form, "account");
  if (intent === "connect") {
    // A form may not lead to another site (CSP form-action), so the address is shown as a link.
    let url = "";
    const refused = await refusalOf(desk.consentUrl(id).then((address) => (url = address)));
    return data({ refused, consent: refused ? undefined : { id, url } });
  }
  if (!["release", "pause", "resume"].includes(intent)) return data({ refused: "Không rõ việc cần làm.", consent: undefined });
  const refused = await refusalOf(desk.post(`/accounts/${encodeURIComponent(id)}/${intent}`));
  return refused ? data({ refused, consent: undefined }, { status: 409 }) : redirect("/ban-hang/gian-hang");
}

function stateOf(account: DeskAccount): string {
  if (account.state === "retired") return "Đã ngừng kết nối.";
  if (account.paused) return "Đang tạm dừng: không đọc, không ghi.";
  if (account.can_connect && !account.signed_in) return "Chưa đăng nhập sàn. Bấm “Kết nối” để mở trang đồng ý của sàn.";
  if (account.state === "needs-sign-in") return "Sàn không nhận phiên cũ nữa. Bấm “Kết nối” để đăng nhập lại.";
  if (account.state === "look-only") return "Đang chỉ xem: đọc sản phẩm và đơn, chưa ghi gì lên sàn.";
  return account.ways?.listings === "file" ? "Trao đổi bằng tệp." : "Đang đồng bộ.";
}

export default function Shops({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl sm:text-3xl">Gian hàng trên các sàn</h1>
      {loaderData.connected ? (
        <Notice tone="good" title="Đã nhận đồng ý của sàn. Phiên đăng nhập sẽ sẵn sàng sau vài giây." />
      ) : null}
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      <div className="grid gap-3 lg:grid-cols-2">
        {loaderData.accounts.map((account) => (
          <section key={account.id} className="card flex flex-col gap-3 p-4" aria-label={account.title}>
            <h2 className="flex flex-wrap items-center gap-2 text-lg">
              {account.title}
              {account.simulated ? <SimulatedMark /> : null}
            </h2>
            <p>{stateOf(account)}</p>
            {actionData?.consent?.id === account.id ? (
              <p>
                <a className="button button-primary" href={actionData.consent.url}>
                  Mở trang đồng ý của {account.channel_title}
                </a>
              </p>
            ) : null}
            <Form method="post" className="flex flex-wrap gap-2">
              <input type="hidden" name="account" value={account.id} />
              {account.can_connect && (!account.signed_in || account.state === "needs-sign-in") ? (
                <button type="submit" name="intent" value="connect" className="button button-primary px-4">
                  Kết nối
                </button>
              ) : null}
              {account.state === "look-only" && (account.signed_in || !account.can_connect) ? (
                <button type="submit" name="intent" value="release" className="button button-primary px-4">
                  Cho phép ghi
                </button>
              ) : null}
              {account.state === "retired" ? null : (
                <button
                  type="submit"
                  name="intent"
                  value={account.paused ? "resume" : "pause"}
                  className="button button-quiet px-4"
                >
                  {account.paused ? "Tiếp tục" : "Tạm dừng"}
                </button>
              )}
            </Form>
          </section>
        ))}
      </div>
    </div>
  );
}

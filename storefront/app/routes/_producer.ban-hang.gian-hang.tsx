import { data, Form, redirect } from "react-router";
import { type DeskAccount, openDesk, refusalOf } from "../backend/desk.server.ts";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { type Texts, textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.gian-hang";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.shops }) }, { name: "robots", content: "noindex" }];
};

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
    const refused = await refusalOf(
      request,
      desk.consentUrl(id).then((address) => (url = address)),
    );
    return data({ refused, consent: refused ? undefined : { id, url } });
  }
  if (!["release", "pause", "resume"].includes(intent)) {
    return data({ refused: textsFor(request).desk.refused.unknownIntent, consent: undefined });
  }
  const refused = await refusalOf(request, desk.post(`/accounts/${encodeURIComponent(id)}/${intent}`));
  return refused ? data({ refused, consent: undefined }, { status: 409 }) : redirect("/ban-hang/gian-hang");
}

function stateOf(account: DeskAccount, { is }: Texts["desk"]["shops"]): string {
  if (account.state === "retired") return is.retired;
  if (account.paused) return is.paused;
  if (account.can_connect && !account.signed_in) return is.signedOut;
  if (account.state === "needs-sign-in") return is.needsSignIn;
  if (account.state === "look-only") return is.lookOnly;
  return account.ways?.listings === "file" ? is.byFile : is.running;
}

export default function Shops({ loaderData, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl sm:text-3xl">{desk.shops.title}</h1>
      {loaderData.connected ? <Notice tone="good" title={desk.shops.connected} /> : null}
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      <div className="grid gap-3 lg:grid-cols-2">
        {loaderData.accounts.map((account) => (
          <section key={account.id} className="card flex flex-col gap-3 p-4" aria-label={account.title}>
            <h2 className="flex flex-wrap items-center gap-2 text-lg">
              {account.title}
              {account.simulated ? <SimulatedMark /> : null}
            </h2>
            <p>{stateOf(account, desk.shops)}</p>
            {account.trouble ? (
              <Notice tone="warn">
                <p>{account.trouble}</p>
              </Notice>
            ) : null}
            {actionData?.consent?.id === account.id ? (
              <p>
                <a className="button button-primary" href={actionData.consent.url}>
                  {desk.shops.openConsent({ channel: account.channel_title })}
                </a>
              </p>
            ) : null}
            <Form method="post" className="flex flex-wrap gap-2">
              <input type="hidden" name="account" value={account.id} />
              {account.can_connect && (!account.signed_in || account.state === "needs-sign-in") ? (
                <button type="submit" name="intent" value="connect" className="button button-primary px-4">
                  {desk.shops.connect}
                </button>
              ) : null}
              {account.state === "look-only" && (account.signed_in || !account.can_connect) ? (
                <button type="submit" name="intent" value="release" className="button button-primary px-4">
                  {desk.shops.release}
                </button>
              ) : null}
              {account.state === "retired" ? null : (
                <button
                  type="submit"
                  name="intent"
                  value={account.paused ? "resume" : "pause"}
                  className="button button-quiet px-4"
                >
                  {account.paused ? desk.shops.resume : desk.shops.pause}
                </button>
              )}
            </Form>
          </section>
        ))}
      </div>
    </div>
  );
}

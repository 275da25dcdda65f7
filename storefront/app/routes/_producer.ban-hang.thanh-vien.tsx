import { data, Form, redirect, useNavigation } from "react-router";
import { type DeskMember, type MadeLink, openDesk, refusalOf } from "../backend/desk.server.ts";
import { CopyLink } from "../components/copy-link.tsx";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.thanh-vien";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.members }) }, { name: "robots", content: "noindex" }];
};

const page = "/ban-hang/thanh-vien";

export async function loader({ request }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  let members: DeskMember[] = [];
  const closed = await refusalOf(
    request,
    desk.members().then((found) => (members = found)),
  );
  return { members, closed, removed: new URL(request.url).searchParams.get("xong") === "go" };
}

interface Answered {
  readonly refused?: string | undefined;
  readonly made?: { readonly name: string; readonly link: MadeLink } | undefined;
  readonly typed?: { readonly name: string; readonly phone: string } | undefined;
}

/** A link is in the answer itself and nowhere else, so a form that makes one leads to no other page. */
export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const [intent, id, name, phone] = ["intent", "member", "name", "phone"].map((field) => formText(form, field));
  const answer = (status: number, more: Answered) => data<Answered>(more, { status, headers: { "cache-control": "no-store" } });
  let link: MadeLink | undefined;
  const keep = (made: MadeLink) => {
    link = made;
  };
  if (intent === "remove") {
    const refused = await refusalOf(request, desk.removeMember(id ?? ""));
    return refused ? answer(409, { refused }) : redirect(`${page}?xong=go`);
  }
  if (intent !== "invite" && intent !== "link") return answer(400, { refused: textsFor(request).desk.refused.unknownIntent });
  const typed = { name: name ?? "", phone: phone ?? "" };
  const work = intent === "invite" ? desk.inviteMember(typed) : desk.memberLink(id ?? "");
  const refused = await refusalOf(request, work.then(keep));
  if (refused || !link) return answer(422, { refused, ...(intent === "invite" ? { typed } : {}) });
  return answer(200, { made: { name: typed.name, link } });
}

export default function Members({ loaderData: { members, closed, removed }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  const texts = desk.members;
  const busy = useNavigation().state !== "idle";
  const made = actionData?.made;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl sm:text-3xl">{texts.title}</h1>
        <p className="mt-1 text-ink-soft">{texts.about}</p>
      </div>
      {closed ? <Notice tone="warn" title={closed} /> : null}
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      {removed && !actionData ? <Notice tone="good" title={texts.removed} /> : null}
      {made ? (
        <Notice tone="good" title={texts.link[made.link.kind]({ name: made.name, until: made.link.expires_at })}>
          <CopyLink key={made.link.url} url={made.link.url} />
          <p className="mt-2 text-sm">{texts.once}</p>
        </Notice>
      ) : null}
      {closed ? null : (
        <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
          <ul className="flex flex-col gap-3">
            {members.map((member) => (
              <MemberCard key={member.id} member={member} busy={busy} />
            ))}
          </ul>
          <Form
            // A form whose link was made is empty again.
            key={made?.link.url ?? "none"}
            method="post"
            className="card flex flex-col gap-4 p-4"
            aria-labelledby="moi"
            noValidate
          >
            <div>
              <h2 id="moi" className="text-lg">
                {texts.invite}
              </h2>
              <p className="mt-1 text-sm text-ink-soft">{texts.inviteAbout}</p>
            </div>
            <TextField name="name" label={texts.name} required autoComplete="off" defaultValue={actionData?.typed?.name} />
            <TextField
              name="phone"
              label={texts.phone}
              type="tel"
              inputMode="tel"
              required
              autoComplete="off"
              defaultValue={actionData?.typed?.phone}
            />
            <button type="submit" name="intent" value="invite" className="button button-primary" disabled={busy}>
              {texts.send}
            </button>
          </Form>
        </div>
      )}
    </div>
  );
}

function MemberCard({ member, busy }: { member: DeskMember; busy: boolean }) {
  const texts = useTexts().desk.members;
  return (
    <li className="card flex flex-col gap-2 p-4">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{member.name}</strong>
        <span className="chip bg-paper-deep">{texts.roles[member.role]}</span>
        {member.you ? <span className="chip bg-leaf-soft text-leaf">{texts.you}</span> : null}
        {member.signed_up ? null : <span className="chip bg-warn-soft text-warn">{texts.notSignedUp}</span>}
      </p>
      <p>
        <a className="link figure inline-flex min-h-11 items-center" href={`tel:${member.phone}`}>
          {member.phone}
        </a>
      </p>
      {member.you ? null : (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <Form method="post">
            <input type="hidden" name="member" value={member.id} />
            <input type="hidden" name="name" value={member.name} />
            <button type="submit" name="intent" value="link" className="button button-quiet px-4" disabled={busy}>
              {texts.makeLink[member.signed_up ? "reset" : "invitation"]}
            </button>
          </Form>
          <details>
            <summary className="flex min-h-12 items-center font-semibold text-bad">{texts.remove}</summary>
            <Form method="post" className="flex flex-col items-start gap-2 pt-1">
              <p>{texts.removeMeans({ name: member.name })}</p>
              <input type="hidden" name="member" value={member.id} />
              <button type="submit" name="intent" value="remove" className="button button-danger" disabled={busy}>
                {texts.removeNow({ name: member.name })}
              </button>
            </Form>
          </details>
        </div>
      )}
    </li>
  );
}

import { data, Form, Link, redirect, useNavigation } from "react-router";
import { BackendRefused, orNotFound } from "../backend/backend.server.ts";
import { readPasswordLink, usePasswordLink } from "../backend/password-link.server.ts";
import { sentence } from "../backend/sentence.server.ts";
import { signInPage } from "../backend/sign-in.server.ts";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.mat-khau.$token";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, shop } = textsOf(matches);
  return [{ title: common.pageTitle({ page: shop.password.title.invitation }) }, { name: "robots", content: "noindex" }];
};

const unkept = { "cache-control": "no-store" };

export async function loader({ params }: Route.LoaderArgs) {
  const link = await readPasswordLink(params.token).catch(orNotFound);
  return data({ link }, { status: link ? 200 : 404, headers: unkept });
}

interface Answered {
  readonly problem?: string;
  readonly errors?: { readonly password?: string; readonly again?: string; readonly existing?: string };
  /** The phone has a password already: it is asked for, never changed here. */
  readonly existing?: boolean;
}

/** Passwords are taken as they are typed: nothing is trimmed. */
const typedIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

export async function action({ request, params }: Route.ActionArgs) {
  const { password: texts } = textsFor(request).shop;
  const form = await request.formData();
  const existing = form.has("existing");
  const answer = (status: number, more: Answered) => data<Answered>({ existing, ...more }, { status, headers: unkept });
  const typed = typedIn(form, existing ? "existing" : "password");
  if (existing && !typed) return answer(422, { errors: { existing: texts.empty } });
  if (!existing && (typed.length < 8 || typed.length > 200)) return answer(422, { errors: { password: texts.wrongLength } });
  if (!existing && typedIn(form, "again") !== typed) return answer(422, { errors: { again: texts.different } });
  try {
    const area = await usePasswordLink(params.token, existing ? { existing_password: typed } : { password: typed });
    return redirect(signInPage(area, { password: "set" }));
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    if (error.status === 409) return answer(409, { existing: true });
    if (error.status === 429) return answer(429, { problem: texts.tooOften });
    const problem = sentence(error.body) ?? texts.refused;
    // The wrong password is told at its field.
    return answer(422, existing && error.status === 400 ? { errors: { existing: problem } } : { problem });
  }
}

export default function Password({ loaderData: { link }, actionData }: Route.ComponentProps) {
  const { password: texts } = useTexts().shop;
  const busy = useNavigation().state !== "idle";
  if (!link) return <Dead />;
  const { errors = {} } = actionData ?? {};
  const existing = actionData?.existing ?? false;
  return (
    <div className="mx-auto flex max-w-md flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">{texts.title[link.kind]}</h1>
        <p className="mt-1 text-ink-soft">{texts.about[link.kind][link.area]({ name: link.name })}</p>
      </div>
      {actionData?.problem ? <Notice tone="bad" title={actionData.problem} /> : null}
      {existing ? <Notice tone="warn" title={texts.existingHint} /> : null}
      <Form key={String(existing)} method="post" className="card flex flex-col gap-4 p-4 sm:p-6" noValidate>
        {existing ? (
          <TextField
            name="existing"
            label={texts.existing}
            type="password"
            required
            autoComplete="current-password"
            error={errors.existing}
          />
        ) : (
          <>
            <TextField
              name="password"
              label={texts.field}
              hint={texts.hint}
              type="password"
              required
              autoComplete="new-password"
              error={errors.password}
            />
            <TextField
              name="again"
              label={texts.again}
              type="password"
              required
              autoComplete="new-password"
              error={errors.again}
            />
          </>
        )}
        <button type="submit" className="button button-primary" disabled={busy}>
          {busy ? texts.sending : existing ? texts.sendExisting : texts.send}
        </button>
      </Form>
    </div>
  );
}

function Dead() {
  const { password: texts } = useTexts().shop;
  return (
    <div className="mx-auto flex max-w-md flex-col gap-4">
      <h1 className="text-2xl sm:text-3xl">{texts.dead.title}</h1>
      <p>{texts.dead.text}</p>
      <p>{texts.dead.move}</p>
      <p className="flex flex-wrap gap-3">
        <Link className="button button-quiet" to="/ban-hang/dang-nhap">
          {texts.toDesk}
        </Link>
        <Link className="button button-quiet" to="/so/dang-nhap">
          {texts.toBoard}
        </Link>
      </p>
    </div>
  );
}

import { Form, useNavigation } from "react-router";
import { useTexts } from "../text/use-texts.ts";
import { TextField } from "./field.tsx";
import { Notice } from "./notice.tsx";

/** The sign-in of desk and board: by phone number, without a script. */
export function SignInPage({
  title,
  about,
  help,
  ended,
  passwordSet,
  next,
  typed,
  problem,
}: {
  title: string;
  about: string;
  /** Whom to ask for a link. */
  help: string;
  /** An access that the backend no longer takes led here. */
  ended: string | undefined;
  /** A link has just been used. */
  passwordSet: boolean;
  next: string;
  typed: string | undefined;
  problem: string | undefined;
}) {
  const { signIn } = useTexts().common;
  const busy = useNavigation().state !== "idle";
  return (
    <div className="mx-auto flex max-w-md flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        <p className="mt-1 text-ink-soft">{about}</p>
      </div>
      {problem ? <Notice tone="bad" title={problem} /> : null}
      {passwordSet && !problem ? <Notice tone="good" title={signIn.passwordSet} /> : null}
      {ended && !problem ? <Notice tone="warn" title={ended} /> : null}
      <Form method="post" className="card flex flex-col gap-4 p-4 sm:p-6" noValidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="phone"
          label={signIn.phone}
          type="tel"
          inputMode="tel"
          required
          autoComplete="username"
          defaultValue={typed}
        />
        <TextField name="password" label={signIn.password} type="password" required autoComplete="current-password" />
        <button type="submit" className="button button-primary" disabled={busy}>
          {busy ? signIn.sending : signIn.send}
        </button>
      </Form>
      <p className="text-sm text-ink-soft">{help}</p>
    </div>
  );
}

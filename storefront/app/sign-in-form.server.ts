import { data, redirect } from "react-router";
import { BackendRefused } from "./backend/backend.server.ts";
import { type Area, bearerOf, pageAfterSignIn, signIn } from "./backend/sign-in.server.ts";
import { formText } from "./form-text.ts";
import { textsFor } from "./language.server.ts";
import { readMobile } from "./phone.ts";

export async function loadSignIn(
  request: Request,
  area: Area,
): Promise<{ ended: boolean; passwordSet: boolean; next: string }> {
  const asked = new URL(request.url).searchParams;
  const ended = asked.get("ended") === "1";
  const next = pageAfterSignIn(area, asked.get("next"));
  const passwordSet = asked.get("password") === "set";
  // With an access that the backend no longer takes, leading back would go round in a circle; and whoever has just set a
  // password may be another person than the one who is signed in here.
  if (!ended && !passwordSet && (await bearerOf(request, area))) throw redirect(next);
  return { ended, passwordSet, next };
}

export async function takeSignIn(request: Request, area: Area) {
  const { signIn: says } = textsFor(request).common;
  const form = await request.formData();
  const typed = formText(form, "phone");
  const password = form.get("password");
  const answer = (status: number, problem: string) =>
    data({ phone: typed, problem }, { status, headers: { "cache-control": "no-store" } });
  if (!typed || typeof password !== "string" || !password) return answer(422, says.empty);
  try {
    const cookie = await signIn(area, readMobile(typed) ?? typed.replace(/[\s.()-]/g, ""), password);
    if (!cookie) return answer(401, says.wrong);
    return redirect(pageAfterSignIn(area, formText(form, "next")), { headers: { "set-cookie": cookie } });
  } catch (error) {
    if (!(error instanceof BackendRefused) || error.status !== 429) throw error;
    return answer(429, says.tooOften);
  }
}

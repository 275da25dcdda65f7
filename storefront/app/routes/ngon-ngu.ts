import { redirect } from "react-router";
import { formText } from "../form-text.ts";
import { pageAfterChoice, writeLanguageCookie } from "../language.server.ts";
import { readLanguage } from "../text/texts.ts";
import type { Route } from "./+types/ngon-ngu";

export const loader = () => redirect("/");

/** Keeps the language and leads back to the page where it was chosen; another word changes nothing. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const language = readLanguage(formText(form, "language"));
  const headers: HeadersInit = language ? { "set-cookie": writeLanguageCookie(language) } : {};
  return redirect(pageAfterChoice(formText(form, "next")), { status: 303, headers });
}

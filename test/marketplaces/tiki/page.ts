import type { Context } from "hono";
import { html } from "hono/html";
import { pageOf } from "../kit/page.ts";

export const page = pageOf("Tiki");
export const missing = html`<section><h1>Không có trang này</h1></section>`;

/** A form's fields as texts; the last of those with one name. */
export async function fields(context: Context): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await context.req.text()));
}

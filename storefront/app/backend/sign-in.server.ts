import { createCookie, redirect } from "react-router";
import { z } from "zod";
import { cookieSecrets, overTls } from "../env.server.ts";
import { askBackend, BackendRefused } from "./backend.server.ts";

export type Area = "desk" | "board";

const areas = {
  desk: { actor: "producer_member", home: "/ban-hang", cookie: "ban-hang" },
  board: { actor: "officer", home: "/so", cookie: "so" },
} as const;

const seconds = 60 * 60 * 12;
// One a kind of person: who is both a member and an officer signs in to each area for itself.
const cookieOf = (area: Area) =>
  createCookie(areas[area].cookie, {
    httpOnly: true,
    sameSite: "lax",
    secure: overTls,
    secrets: cookieSecrets,
    path: "/",
    maxAge: seconds,
  });
const cookies = { desk: cookieOf("desk"), board: cookieOf("board") };

/** The header's value that keeps a person signed in; undefined when phone and password do not belong together. */
export async function signIn(area: Area, phone: string, password: string): Promise<string | undefined> {
  const answer = z.object({ token: z.string().min(1) });
  const body = { email: phone, password };
  try {
    const { token } = await askBackend(`/auth/${areas[area].actor}/emailpass`, { answer, method: "POST", body });
    return await cookies[area].serialize(token);
  } catch (error) {
    if (error instanceof BackendRefused && [400, 401, 403, 404].includes(error.status)) return undefined;
    throw error;
  }
}

/** The header's value that forgets who was signed in. */
export function signOut(area: Area): Promise<string> {
  return cookies[area].serialize("", { maxAge: 0 });
}

export async function bearerOf(request: Request, area: Area): Promise<string | undefined> {
  const kept = z
    .string()
    .min(1)
    .safeParse(await cookies[area].parse(request.headers.get("cookie")));
  return kept.success ? kept.data : undefined;
}

export const signInPage = (area: Area, query: Record<string, string>): string =>
  `${areas[area].home}/dang-nhap?${new URLSearchParams(query)}`;

/** The bearer, or the way to the sign-in page and back. */
export async function requireBearer(request: Request, area: Area): Promise<string> {
  const bearer = await bearerOf(request, area);
  if (bearer === undefined) throw redirect(signInAddress(request, area));
  return bearer;
}

/** `ended`: an access that the backend no longer takes. A posted form cannot be come back to, its page can. */
export function signInAddress(request: Request, area: Area, ended = false): string {
  const { home } = areas[area];
  const { pathname, searchParams } = new URL(request.url);
  const query = new URLSearchParams();
  // Pages fetched by script are asked for under an address of their own.
  const page = pathname.replace(/\.data$/, "");
  searchParams.delete("_routes");
  const next = searchParams.size ? `${page}?${searchParams}` : page;
  if (request.method === "GET" && next !== home) query.set("next", next);
  if (ended) query.set("ended", "1");
  return `${home}/dang-nhap${query.size ? `?${query}` : ""}`;
}

/** Only pages of the area itself, so that nobody is led elsewhere by a link that begins here. */
export function pageAfterSignIn(area: Area, next: string | null): string {
  const { home } = areas[area];
  const here = "http://here.invalid";
  if (!next || !URL.canParse(next, here)) return home;
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && (pathname === home || pathname.startsWith(`${home}/`)) ? pathname + search : home;
}

import { data } from "react-router";
import type { ZodType } from "zod";
import { settings } from "../env.server.ts";
import { languageNow } from "../language.server.ts";

/** The backend understood and said no; `body` is its answer, to be told to the person. */
export class BackendRefused extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`The backend refused (${status})`);
  }
}

export interface Question<Answer> {
  readonly answer: ZodType<Answer>;
  readonly method?: "GET" | "POST" | "DELETE";
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
  /** The bearer of a signed-in person, passed with each call: nothing about one visitor is kept between calls. */
  readonly authorization?: string;
  readonly timeoutMs?: number;
}

/**
 * Asks the backend once. A refusal (4xx) is thrown as `BackendRefused`; no answer, a 5xx or an answer in
 * another shape becomes the page "come back soon" (503). Nothing is repeated here: a write may have been done.
 */
export async function askBackend<Answer>(path: string, question: Question<Answer>): Promise<Answer> {
  const response = await reach(path, question);
  const body = await response.json().catch(() => undefined);
  if (response.status >= 500) throw away(`${path} answered ${response.status}`);
  if (!response.ok) throw new BackendRefused(response.status, body);
  const result = question.answer.safeParse(body);
  if (!result.success) throw away(`${path} answered in an unknown shape: ${result.error.message}`);
  return result.data;
}

/** The answer's own bytes, for files that are handed through to the browser. */
export async function reach(path: string, question: Omit<Question<unknown>, "answer">): Promise<Response> {
  const url = new URL(path, settings.BACKEND_URL);
  for (const [name, value] of Object.entries(question.query ?? {})) {
    if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ accept: "application/json", "accept-language": languageNow() });
  if (path.startsWith("/store/")) headers.set("x-publishable-api-key", settings.PUBLISHABLE_KEY);
  if (question.authorization) headers.set("authorization", `Bearer ${question.authorization}`);
  if (question.body !== undefined) headers.set("content-type", "application/json");
  try {
    return await fetch(url, {
      method: question.method ?? "GET",
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(question.timeoutMs ?? 8_000),
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
    });
  } catch (error) {
    throw away(`${path} did not answer`, error);
  }
}

const unanswered = new WeakSet<object>();

function away(why: string, cause?: unknown) {
  console.error(`Backend: ${why}`, cause instanceof Error ? cause.message : "");
  const page = data("The backend is away", { status: 503, headers: { "retry-after": "30" } });
  unanswered.add(page);
  return page;
}

/** Nobody knows whether what was asked was done. */
export const isAway = (error: unknown): boolean => typeof error === "object" && error !== null && unanswered.has(error);

/** For loaders: what the backend does not know is a page that is not there. */
export function orNotFound(error: unknown): never {
  if (error instanceof BackendRefused && error.status === 404) throw data("Not found", { status: 404 });
  if (error instanceof BackendRefused && error.status === 429) throw data("Too many", { status: 429 });
  throw error;
}

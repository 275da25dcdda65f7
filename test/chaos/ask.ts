/** What a request came to: an answer of any status, or no answer at all. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `undefined` where nobody answered in time: it may have had its effect. */
export async function tryToAsk(
  url: string,
  options: { body?: unknown; headers?: Record<string, string>; timeoutMs?: number } = {},
): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, {
      method: options.body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", ...options.headers },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  } catch {
    return undefined;
  }
}

/** Throws unless the answer is a success. */
export async function ask(url: string, options: Parameters<typeof tryToAsk>[1] = {}): Promise<unknown> {
  const answer = await tryToAsk(url, { timeoutMs: 60_000, ...options });
  if (!answer || answer.status >= 300)
    throw new Error(`${new URL(url).pathname} answered ${answer?.status}: ${JSON.stringify(answer?.body).slice(0, 300)}`);
  return answer.body;
}

export async function forget(url: string): Promise<void> {
  const answer = await fetch(url, { method: "DELETE", signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
}

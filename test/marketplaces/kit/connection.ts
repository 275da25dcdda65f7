import type { Context } from "hono";

const mark = "x-simulated-connection";
const delay = "x-simulated-latency-ms";

/** The socket the request came by; none when a simulation calls `fetch` itself. */
const socketOf = (context: Context) =>
  (context.env as { incoming?: { socket: { destroy(): void } } } | undefined)?.incoming?.socket;

export const hasSocket = (context: Context): boolean => socketOf(context) !== undefined;

/** Breaks the connection; without a socket the answer carries a mark that `throughConnection` reads. */
export function breakConnection(context: Context, how: "cut" | "silence"): Response {
  socketOf(context)?.destroy();
  return new Response(null, { status: 502, headers: { [mark]: how } });
}

export function markLate(response: Response, ms: number): Response {
  const headers = new Headers(response.headers);
  headers.set(delay, String(ms));
  return new Response(response.body, { status: response.status, headers });
}

/** Thrown to a caller without a socket, in the place of what a network would do to it. */
export class ConnectionLost extends Error {
  readonly how: "cut" | "silence";
  constructor(how: "cut" | "silence") {
    super(how === "cut" ? "The connection was cut" : "Nobody answered");
    this.how = how;
  }
}

/** Calls a simulator without a socket: the answer and how late it comes, or a `ConnectionLost`. */
export async function throughConnection(
  fetch: (request: Request) => Response | Promise<Response>,
  request: Request,
): Promise<{ response: Response; lateMs: number }> {
  const response = await fetch(request);
  const how = response.headers.get(mark);
  if (how === "cut" || how === "silence") throw new ConnectionLost(how);
  return { response, lateMs: Number(response.headers.get(delay) ?? 0) };
}

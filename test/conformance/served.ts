import { serve } from "@hono/node-server";
import type { RawRequest } from "connectors/contract";

/** One call of a marketplace's API, as it came over the wire. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
}

/** Which calls are meant: those whose path ends so, after so many of them went by. */
export interface Where {
  readonly path?: string;
  readonly after?: number;
  readonly times?: number;
}

/** A marketplace on loopback, over real HTTP: what it was asked, and what is put in the place of its answers. */
export interface Served {
  readonly origin: string;
  /** Calls of the API, the oldest first; pages of persons are not among them. */
  readonly requests: () => readonly Asked[];
  /** Everything that was asked for, pages too. */
  readonly paths: () => readonly string[];
  /** The text of the newest answer of the API, as it went out. */
  readonly lastAnswer: () => string;
  /** Answers the calls that are meant in the marketplace's place; nothing given, it is asked after all. */
  readonly answer: (response: (asked: Asked) => Response | undefined, where?: Where) => void;
  /** Changes the text of every answer to the calls that are meant. */
  readonly alter: (path: string, change: (text: string) => string) => void;
  readonly bells: () => readonly RawRequest[];
  readonly close: () => Promise<void>;
}

export async function serveMarketplace(
  isCall: (path: string) => boolean,
): Promise<Served & { readonly mount: (fetch: (request: Request, env: unknown) => Response | Promise<Response>) => void }> {
  const asked: Asked[] = [];
  const paths: string[] = [];
  const bells: RawRequest[] = [];
  const answers: { response: (asked: Asked) => Response | undefined; path: string; after: number; times: number }[] = [];
  const changes: { path: string; change: (text: string) => string }[] = [];
  let lastAnswer = "";
  let marketplace: (request: Request, env: unknown) => Response | Promise<Response> = () => new Response(null, { status: 503 });

  function scripted(call: Asked): Response | undefined {
    for (const each of answers.filter((one) => one.times > 0 && call.path.endsWith(one.path))) {
      each.after -= 1;
      if (each.after >= 0) continue;
      each.times -= 1;
      return each.response(call);
    }
    return undefined;
  }
  async function handle(request: Request, env: unknown): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname;
    paths.push(path);
    if (path === "/bell") {
      const body = new Uint8Array(await request.arrayBuffer());
      bells.push({ method: request.method, url: request.url, headers: Object.fromEntries(request.headers), body });
      return new Response(null, { status: 200 });
    }
    if (!isCall(path)) return marketplace(request, env);
    const call = { method: request.method, path, query: url.searchParams, headers: new Headers(request.headers) };
    asked.push(call);
    const instead = scripted(call);
    if (instead) return instead;
    const answer = await marketplace(request, env);
    // A broken connection must stay broken: such an answer has no body to read.
    if (answer.body === null) return answer;
    const change = changes.find((each) => path.endsWith(each.path))?.change ?? ((text: string) => text);
    lastAnswer = change(await answer.text());
    const headers = new Headers(answer.headers);
    headers.delete("content-length");
    return new Response(lastAnswer, { status: answer.status, headers });
  }

  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready) => {
    const started = serve({ fetch: handle, port: 0, hostname: "127.0.0.1" }, (info) =>
      ready({ server: started, port: info.port }),
    );
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    mount(fetch) {
      marketplace = fetch;
    },
    requests: () => asked,
    paths: () => paths,
    lastAnswer: () => lastAnswer,
    answer(response, { path = "", after = 0, times = 1 } = {}) {
      answers.push({ response, path, after, times });
    },
    alter: (path, change) => void changes.unshift({ path, change }),
    bells: () => bells,
    close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      if ("closeAllConnections" in server) server.closeAllConnections();
      return closed;
    },
  };
}

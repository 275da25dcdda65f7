import { createHash } from "node:crypto";
import axios, { type AxiosResponse, isAxiosError } from "axios";
import {
  ConnectorError,
  type Instant,
  instant,
  type Outside,
  type PagePort,
  type RateGate,
  type SeenPage,
  type Text,
  vnd,
} from "../contract/index.ts";
import { allowedPage, publicLookup } from "./page-address.ts";
import { readPageFacts } from "./page-facts.ts";
import { allowAll, createRobotsCache, type Robots, type RobotsCache, robotsBytes, robotsFrom } from "./page-robots.ts";
import type { PageSettings } from "./page-settings.ts";
import { pageVerdict } from "./page-verdict.ts";
import { createRateGate } from "./rate-gate.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

const agent = "ChoOcopHungYen";
const pageBytes = 1024 * 1024;
const timeoutMs = 20_000;
const mostRedirects = 3;

const robotsOfAll = createRobotsCache();
const gates = new Map<string, RateGate>();

/** Every account of this process asks one host at one pace. */
function gateOf(host: string, everySeconds: number): RateGate | undefined {
  if (everySeconds === 0) return undefined;
  const key = `${host} ${everySeconds}`;
  const gate = gates.get(key) ?? createRateGate({ requests: 1, perMs: everySeconds * 1_000 });
  gates.set(key, gate);
  return gate;
}

/**
 * Looks at a public page as its visitors see it: robots.txt is obeyed, one request a page, redirects only on its own host.
 * What is no proof of being live, changed or gone is unreadable, with the reason.
 */
export function openPages(settings: PageSettings, outside: Outside, robots: RobotsCache = robotsOfAll): PagePort {
  const client = axios.create({
    timeout: timeoutMs,
    maxRedirects: 0,
    proxy: false,
    responseType: "arraybuffer",
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    lookup: publicLookup,
    headers: {
      Accept: "text/html, text/plain;q=0.5",
      "User-Agent": `${agent}/1.0${settings.pageContact ? ` (+${settings.pageContact})` : ""}`,
    },
    ...(outside.http ? { adapter: outside.http } : {}),
  });
  const get = async (url: URL, maxContentLength: number): Promise<AxiosResponse<unknown>> => {
    await outside.gate.pass("listings");
    await gateOf(url.host, settings.pageEverySeconds)?.pass();
    return client.get(url.href, {
      maxContentLength,
      // A server that trickles must not hold a turn: axios' own timeout begins anew with every byte.
      signal: AbortSignal.timeout(timeoutMs),
    });
  };

  async function askRobots(origin: string): Promise<Robots> {
    let url = new URL("/robots.txt", origin);
    try {
      for (let hops = 0; hops <= mostRedirects; hops += 1) {
        const { status, data, headers } = await get(url, robotsBytes);
        if (status >= 200 && status < 300) return robotsFrom(`${origin}/robots.txt`, textOf(data, undefined), agent);
        const next = status >= 300 && status < 400 ? redirect(url, headers.location) : undefined;
        if (!next) return status >= 400 && status < 500 && status !== 429 ? allowAll : { kind: "unreachable" };
        url = next;
      }
    } catch (error) {
      if (error instanceof ConnectorError) throw error;
      // No answer: nothing is known of what may be read.
    }
    return { kind: "unreachable" };
  }

  /** A redirect that stays on its host and among the allowed addresses. */
  function redirect(from: URL, location: unknown): URL | undefined {
    if (typeof location !== "string" || !URL.canParse(location, from.href)) return undefined;
    const to = allowedPage(new URL(location, from.href).href, settings);
    return to && to.host === from.host && !(from.protocol === "https:" && to.protocol === "http:") ? to : undefined;
  }

  async function look(address: string, expected: string | undefined, fetchedAt: Instant): Promise<SeenPage> {
    const seen = (page: Omit<SeenPage, "fetchedAt">): SeenPage => ({ ...page, fetchedAt });
    const unreadable = (reason: string, says: Text, more: Partial<SeenPage> = {}) =>
      seen({ state: "unreadable", reason, says, ...more });

    let url = allowedPage(address, settings);
    if (!url) return unreadable("address", say("page-address"));
    let delayMs = 0;
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const origin = url.origin;
      const rules = await robots.of(origin, outside.now().getTime(), () => askRobots(origin));
      if (rules.kind === "unreachable") return unreadable("robots-unreachable", say("page-robots-unreachable"));
      if (!rules.allows(url.href)) return unreadable("robots", say("page-robots"));
      delayMs = rules.delayMs;
      const { status, data, headers } = await get(url, pageBytes);
      if (delayMs) outside.gate.closeFor(delayMs);
      const bytes = bytesOf(data);
      const at = { httpStatus: status, url: url.href, sha256: createHash("sha256").update(bytes).digest("hex") };
      if (status === 404 || status === 410) return seen({ state: "gone", ...at });
      if (status >= 300 && status < 400) {
        const next = redirect(url, headers.location);
        if (!next) return unreadable("redirected-away", say("page-redirected-away"), at);
        url = next;
        continue;
      }
      if (status === 429) {
        const seconds = Number(headers["retry-after"]);
        outside.gate.closeFor(Math.min(600, Number.isFinite(seconds) && seconds > 0 ? seconds : 60) * 1_000);
      }
      if (status !== 200) return unreadable(`http-${status}`, say("page-status", { status }), at);
      const type = String(headers["content-type"] ?? "");
      if (type && !/html/i.test(type)) return unreadable("not-html", say("page-not-html"), at);

      const facts = readPageFacts(textOf(bytes, type));
      const verdict = pageVerdict(facts, {
        expected,
        redirected: hops > 0,
        host: url.host,
        missingWords: settings.pageMissingWords,
      });
      const told = {
        ...at,
        ...(verdict.title === undefined ? {} : { title: verdict.title }),
        ...(facts.price === undefined ? {} : { price: vnd(facts.price) }),
      };
      if (verdict.state === "unreadable") return unreadable(verdict.reason, say(`page-${verdict.reason}`), told);
      if (verdict.state === "live") return seen({ state: "live", ...told });
      return seen({ state: "changed", reason: "title", says: say("page-changed", { title: verdict.title }), ...told });
    }
    return unreadable("redirects", say("page-redirected"), { url: url.href });
  }

  return {
    async read(address, expected) {
      const fetchedAt = instant(outside.now());
      try {
        return await look(address, expected?.title, fetchedAt);
      } catch (error) {
        // The gate let nothing out: a page that was not asked is not unreadable.
        if (error instanceof ConnectorError) throw error;
        const reason = reasonOf(error);
        return {
          state: "unreadable",
          fetchedAt,
          reason,
          says: say(reason === "too-large" ? "page-too-large" : "page-no-answer"),
        };
      }
    },
  };
}

function reasonOf(error: unknown): string {
  if (!isAxiosError(error)) return "no-answer";
  if (/maxContentLength/.test(error.message)) return "too-large";
  return error.code === "ECONNABORTED" || error.code === "ERR_CANCELED" ? "timeout" : (error.code ?? "no-answer");
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new TextEncoder().encode(typeof data === "string" ? data : "");
}

/** In the encoding the server names, else UTF-8; one that nobody knows is read as UTF-8 too. */
function textOf(data: unknown, contentType: string | undefined): string {
  const label = /charset="?([\w-]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  const bytes = bytesOf(data);
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

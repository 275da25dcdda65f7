import { readFileSync } from "node:fs";
import path from "node:path";
import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import type { AppViewRoute } from "@bull-board/api/typings/app";
import { ExpressAdapter } from "@bull-board/express";
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { openQueueViews, type QueueViews } from "jobs/ring";
import { readSettings } from "../../../settings";

const idleMs = 60_000;
/** The board's own files and answers, and nothing from anywhere else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Its page as it is shipped, without the font it would fetch from outside. */
class OwnPage extends ExpressAdapter {
  private views = "";

  override setViewsPath(views: string): this {
    this.views = views;
    return this;
  }

  override setEntryRoute(entry: AppViewRoute): this {
    this.app.get(entry.route, (_request, response) => {
      const { name, params } = entry.handler({ basePath: this.basePath, uiConfig: this.uiConfig });
      const page = readFileSync(path.join(this.views, name), "utf8")
        .replace(/<link[^>]+href="https:[^>]+>/g, "")
        // The configuration comes as JSON with its angle brackets escaped; the rest is ours.
        .replace(/<%[=-] (\w+) %>/g, (_, key: string) => params[key] ?? "");
      response.type("html").send(page);
    });
    return this;
  }
}

interface Board {
  readonly views: QueueViews;
  readonly answer: (request: MedusaRequest, response: MedusaResponse, next: () => void) => void;
}
let board: Promise<Board> | undefined;
let idle: NodeJS.Timeout | undefined;

async function open(at: string): Promise<Board> {
  const { REDIS_URL, DATABASE_URL } = readSettings();
  const views = await openQueueViews({ redisUrl: REDIS_URL, databaseUrl: DATABASE_URL });
  const serverAdapter = new OwnPage();
  serverAdapter.setBasePath(at);
  createBullBoard({
    queues: views.queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: "OCOP", hideRedisDetails: true } },
  });
  return { views, answer: serverAdapter.getRouter() as Board["answer"] };
}

/** Nobody looks any more: its connections go. */
export async function closeBoard(): Promise<void> {
  clearTimeout(idle);
  const open = board;
  board = undefined;
  await (await open?.catch(() => undefined))?.views.close();
}

/**
 * The queues, to be looked at and not touched: jobs carry no state, so there is nothing to mend in them. Opened when
 * somebody comes, closed when nobody has looked for a while.
 */
export async function showQueues(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.status(405).json({ type: "not_allowed", message: "The queues are shown, not changed" });
    return;
  }
  response.setHeader("content-security-policy", policy);
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("x-content-type-options", "nosniff");
  board ??= open(request.baseUrl);
  clearTimeout(idle);
  idle = setTimeout(() => void closeBoard(), idleMs).unref();
  let shown: Board;
  try {
    shown = await board;
  } catch (error) {
    board = undefined;
    throw error;
  }
  shown.answer(request, response, () => response.status(404).json({ type: "not_found", message: "There is no such page" }));
}

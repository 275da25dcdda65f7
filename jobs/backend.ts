import type { z } from "zod";
import {
  type Act,
  accountListSchema,
  type jobProblemSchema,
  nextActsSchema,
  type Outcome,
  openTurnAnswerSchema,
  type Purpose,
  type ReadingPage,
} from "./worker-api.ts";

export type JobProblem = z.infer<typeof jobProblemSchema>;
export type OpenTurnAnswer = z.infer<typeof openTurnAnswerSchema>;

/** The backend's worker routes. Everything here may be asked again: a repeat changes nothing. */
export interface Backend {
  accounts(): Promise<z.infer<typeof accountListSchema>["accounts"]>;
  openTurn(accountId: string, purpose: Purpose): Promise<OpenTurnAnswer>;
  nextActs(turnId: string): Promise<readonly Act[]>;
  /** The worker stops early; the lane is free at once. */
  endTurn(turnId: string): Promise<void>;
  report(actId: string, outcome: Outcome): Promise<void>;
  reportPage(actId: string, page: ReadingPage): Promise<void>;
  writeProblem(problem: JobProblem): Promise<void>;
  /** Bytes of a picture of ours, at most 10 MB. */
  picture(url: string): Promise<Uint8Array>;
}

/** No answer, or a 5xx: asked again. Anything else is a fault of ours and is not. */
export class BackendAway extends Error {}

const answerWithinMs = 60_000;
const pictureBytes = 10 * 1024 * 1024;

export function openBackend(
  settings: { readonly url: string; readonly token: string; readonly worker: string },
  // Long enough for a backend that is started again: an outcome that is not told leaves its lane shut for a minute.
  pauses: readonly number[] = [200, 1_000, 3_000, 9_000],
): Backend {
  async function once(method: "GET" | "POST", path: string, body: unknown): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(new URL(path, settings.url), {
        method,
        redirect: "error",
        headers: { authorization: `Bearer ${settings.token}`, "content-type": "application/json" },
        signal: AbortSignal.timeout(answerWithinMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new BackendAway(`${path} did not answer`, { cause: error });
    }
    if (response.status >= 500) throw new BackendAway(`${path} answered ${response.status}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    return response.json();
  }

  async function ask(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    for (const pause of pauses) {
      try {
        return await once(method, path, body);
      } catch (error) {
        if (!(error instanceof BackendAway)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return once(method, path, body);
  }
  const id = encodeURIComponent;

  return {
    async accounts() {
      return accountListSchema.parse(await ask("GET", "/worker/accounts")).accounts;
    },
    // Not repeated: a lost answer leaves a lease behind, which the next ring waits out.
    async openTurn(accountId, purpose) {
      const path = `/worker/accounts/${id(accountId)}/turns`;
      return openTurnAnswerSchema.parse(await once("POST", path, { purpose, worker: settings.worker }));
    },
    async nextActs(turnId) {
      return nextActsSchema.parse(await once("POST", `/worker/turns/${id(turnId)}/acts`, {})).acts;
    },
    async endTurn(turnId) {
      await ask("POST", `/worker/turns/${id(turnId)}/end`, {});
    },
    async report(actId, outcome) {
      await ask("POST", `/worker/acts/${id(actId)}/outcome`, outcome);
    },
    async reportPage(actId, page) {
      await ask("POST", `/worker/acts/${id(actId)}/readings`, page);
    },
    async writeProblem(problem) {
      await ask("POST", "/worker/problems", problem);
    },
    async picture(url) {
      const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(answerWithinMs) });
      if (!response.ok) throw new Error(`picture answered ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length > pictureBytes) throw new Error("picture is larger than 10 MB");
      return bytes;
    },
  };
}

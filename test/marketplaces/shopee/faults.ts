import type { Context } from "hono";

export const faultKinds = ["rate-limited", "http-429", "server-error", "silence", "garbled", "auth", "lost-answer"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What a test asks to go wrong next: for so many calls whose path ends as given, or for any. */
export function createFaults() {
  let waiting: { kind: FaultKind; left: number; path: string }[] = [];
  return {
    failNext(kind: FaultKind, count = 1, path = ""): void {
      waiting.push({ kind, left: count, path });
    },
    clear(): void {
      waiting = [];
    },
    /** The answer instead of the real one, or undefined. A lost answer does its work first: see `isLost`. */
    async meet(context: Context): Promise<Response | undefined> {
      const fault = waiting.find(({ path }) => context.req.path.endsWith(path));
      if (!fault || fault.kind === "lost-answer") return undefined;
      take(fault);
      switch (fault.kind) {
        case "rate-limited":
          return context.json({ request_id: "", error: "error_rate_limit", message: "Too many requests.", warning: "" });
        case "http-429":
          return context.text("Too Many Requests", 429, { "retry-after": "1" });
        case "server-error":
          return context.json({ request_id: "", error: "error_server", message: "Something wrong.", warning: "" }, 500);
        case "auth":
          return context.json({ request_id: "", error: "error_auth", message: "Invalid access_token.", warning: "" }, 403);
        case "garbled":
          return context.html("<html><body>Bảo trì</body></html>");
        case "silence":
          await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
          return context.body(null, 504);
      }
    },
    /** True once for a call that shall be done and then answered with a broken connection. */
    isLost(path: string): boolean {
      const fault = waiting.find((each) => each.kind === "lost-answer" && path.endsWith(each.path));
      if (fault) take(fault);
      return fault !== undefined;
    },
  };

  function take(fault: { left: number }): void {
    fault.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
  }
}
export type Faults = ReturnType<typeof createFaults>;

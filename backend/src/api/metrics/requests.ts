import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Gauge, Histogram, Registry } from "prom-client";
import { readSettings } from "../../settings";

export const registry = new Registry();
const registers = [registry];

const durations = new Histogram({
  name: "ocop_http_request_seconds",
  help: "Requests answered, by the route as it is written and the status",
  labelNames: ["method", "route", "status"],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
  registers,
});

export const openProblems = new Gauge({
  name: "ocop_open_problems",
  help: "Problems nobody has settled yet, by what was being done and whose move it is",
  labelNames: ["purpose", "whose"],
  registers,
});

/** Times a request where somebody may ask for it. A path that no route has is `none`: strangers invent them. */
export function timeRequest(request: MedusaRequest, response: MedusaResponse, next: MedusaNextFunction): void {
  if (readSettings().METRICS_TOKEN) {
    const end = durations.startTimer();
    response.once("finish", () => {
      const route: unknown = (request as { route?: { path?: unknown } }).route?.path;
      end({ method: request.method, route: typeof route === "string" ? route : "none", status: response.statusCode });
    });
  }
  next();
}

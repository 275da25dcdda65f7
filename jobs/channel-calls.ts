import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import axios, { type AxiosAdapter, isAxiosError } from "axios";
import type { ChannelCode } from "connectors/contract";
import type { Metrics } from "./metrics.ts";

/**
 * Calls of a channel as spans, named by channel and path. Neither query, headers nor the error's text are told: they hold
 * tokens and signatures. No trace goes along to the channel.
 */
export function watchCalls(channel: ChannelCode, http: AxiosAdapter | undefined, metrics: Metrics): AxiosAdapter {
  const adapter = http ?? axios.getAdapter("http");
  const tracer = trace.getTracer("ocop");
  return (config) => {
    const method = (config.method ?? "get").toUpperCase();
    const address = new URL(axios.getUri(config));
    const path = shortPath(address.pathname);
    const attributes = { "http.request.method": method, "server.address": address.host, "url.path": path };
    return tracer.startActiveSpan(`${channel} ${path}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      const began = performance.now();
      let status: number | undefined;
      try {
        const answer = await adapter(config);
        status = answer.status;
        return answer;
      } catch (error) {
        const code = isAxiosError(error) ? (error.code ?? "no-answer") : "no-answer";
        span.setStatus({ code: SpanStatusCode.ERROR, message: code });
        throw error;
      } finally {
        if (status !== undefined) span.setAttribute("http.response.status_code", status);
        metrics.callEnded(channel, status, performance.now() - began);
        span.end();
      }
    });
  };
}

/** The same for every order and product, so that their calls stand under one name. */
function shortPath(path: string): string {
  const isId = (part: string) => part.length > 40 || (/\d/.test(part) && !/^v\d+$/.test(part));
  return path
    .split("/")
    .map((part) => (isId(part) ? ":id" : part))
    .join("/");
}

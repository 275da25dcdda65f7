/** Spans of this process on their way out. */
export interface Traces {
  /** Sends what is still held back. */
  stop(): Promise<void>;
}

/**
 * Sends spans to OTEL_EXPORTER_OTLP_ENDPOINT, which the exporter reads itself as OpenTelemetry names it. The packages are
 * loaded here and not before: a process without traces does not carry them.
 */
export async function startTraces(service: string): Promise<Traces> {
  const { NodeSDK } = await import("@opentelemetry/sdk-node");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const sdk = new NodeSDK({ serviceName: service, traceExporter: new OTLPTraceExporter(), instrumentations: [] });
  sdk.start();
  return { stop: () => sdk.shutdown().catch(() => undefined) };
}

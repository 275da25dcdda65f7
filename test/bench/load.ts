import { Agent, request } from "node:http";

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** GETs one loopback address over so many kept connections for so long; latencies in milliseconds. Bounded by time. */
export async function measureLoad(
  url: string,
  options: { connections: number; seconds: number; headers?: Record<string, string> },
): Promise<Load> {
  const address = new URL(url);
  if (!["127.0.0.1", "localhost"].includes(address.hostname))
    throw new Error(`Load goes to loopback only, not to ${address.hostname}`);
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const latencies: number[] = [];
  let failed = 0;
  const until = performance.now() + options.seconds * 1000;

  async function connection(): Promise<void> {
    while (performance.now() < until) {
      const began = performance.now();
      if (await get(address, agent, options.headers ?? {})) latencies.push(performance.now() - began);
      else failed += 1;
    }
  }
  await Promise.all(Array.from({ length: options.connections }, connection));
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { perSecond: latencies.length / options.seconds, p50: at(0.5), p99: at(0.99), failed };
}

function get(url: URL, agent: Agent, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request(url, { agent, headers, timeout: 10_000 }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode === 200));
      answer.on("error", () => resolve(false));
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(false));
    call.end();
  });
}

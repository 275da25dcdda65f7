import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { brokenAssumptions } from "./settings.ts";

const script = fileURLToPath(new URL("simulate.ts", import.meta.url));

/** The simulation as `npm run simulate` starts it: time and chance are its own, so it has processes of its own. */
async function simulate(
  signal: AbortSignal,
  ...words: string[]
): Promise<{ figures: Record<string, number>; said: string; code: number | null }> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=workspace", "--conditions=channels", script, ...words],
    {
      stdio: ["ignore", "pipe", "pipe"],
      signal,
      env: { ...process.env, NODE_OPTIONS: "", LOG_LEVEL: "error" },
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += String(text)));
  const code = await new Promise<number | null>((ended) => child.once("close", ended));
  const figures = said
    .split("\n")
    .filter((line) => line.startsWith('{"name"'))
    .map((line) => JSON.parse(line) as { name: string; value: number });
  return { figures: Object.fromEntries(figures.map(({ name, value }) => [name, value])), said, code };
}

describe("the channels and our shop under everything that goes wrong", () => {
  it("keep every promise: none oversold beyond what was accepted, no twin, every order once, and all settles", async ({
    signal,
  }) => {
    const { figures, said, code } = await simulate(signal, "--seed", "1", "--events", "50000", "--steps", "8500");
    console.log(said);
    expect(code).toBe(0);
    expect(figures["simulate.events"]).toBeGreaterThanOrEqual(50_000);
    expect(figures["simulate.broken"]).toBe(0);
    // A history in which nothing is bought or killed would prove nothing.
    expect(figures["simulate.orders"]).toBeGreaterThan(300);
    expect(figures["simulate.kills"]).toBeGreaterThan(50);
  });

  it.concurrent.for(brokenAssumptions)(
    "show the breach, and no more harm than what came late, where an assumption is broken: %s",
    async (breaks, { signal }) => {
      const { figures, said, code } = await simulate(
        signal,
        "--seed",
        "1",
        "--events",
        "1",
        "--steps",
        "4000",
        "--breaks",
        breaks,
      );
      expect(said).toContain('"simulate.broken","value":0');
      expect(code).toBe(0);
      expect(figures["simulate.breaches"]).toBeGreaterThan(0);
      expect(figures["simulate.harm"]).toBeLessThanOrEqual(figures["simulate.late"] ?? 0);
    },
  );
});

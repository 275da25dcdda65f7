import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axios, { type AxiosAdapter, type InternalAxiosRequestConfig } from "axios";
import { channels, createRateGate } from "connectors/channels";
import { accessSchema, type Connector, type Outside } from "connectors/contract";
import { printFigure } from "./figure.ts";
import type { SheetWork } from "./sheet.ts";
import type { Simulated } from "./simulator.ts";

/** Connectors next to bare axios on the same simulator, sheets next to the same rows as CSV, readings next to their rate. */
const codes = ["shopee", "lazada", "tiki"] as const;
type Code = (typeof codes)[number];
/** Short and many, so that what else the machine does falls on both alike. */
const rounds = 41;
const listings = 10_000;
/** What the fastest channel is asked for by default; a simulated page of so many rows takes a fraction of its turn. */
const requestsPerSecond = 10;
const openGate: Outside["gate"] = { pass: () => Promise.resolve(), closeFor: () => undefined };
const network = axios.getAdapter("http");
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

for (const code of codes) await measureCalls(code);
await measureSheets();
for (const code of codes)
  await measureReading(code).catch((error: unknown) => {
    console.error(`${code}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });

/** `checkAccount` is the smallest call there is, so nothing hides what the connector adds to it. */
async function measureCalls(code: Code): Promise<void> {
  const market = await openSimulator(code, 0, 0);
  try {
    const sent: { config: InternalAxiosRequestConfig; answer: unknown }[] = [];
    const recording: AxiosAdapter = async (config) => {
      const answer = await network(config);
      sent.push({ config, answer: answer.data });
      return answer;
    };
    await connect(code, market, { gate: openGate, http: recording }).checkAccount();
    const connector = connect(code, market, { gate: openGate });
    const ask = ({ method = "get", baseURL = "", url = "", headers }: InternalAxiosRequestConfig) =>
      axios.request<unknown>({ method, url: baseURL + url, headers: headers.toJSON(), maxRedirects: 0, proxy: false });
    const bare = async () => {
      for (const { config } of sent) await ask(config);
    };
    for (const { config, answer } of sent)
      if (JSON.stringify((await ask(config)).data).length !== String(answer).length)
        throw new Error(`${code}: bare axios is not given what the connector was`);
    const works = { through: () => connector.checkAccount(), bare };
    const names = ["through", "bare"] as const;
    const oneByOne: Record<keyof typeof works, number[]> = { through: [], bare: [] };
    const sideBySide: Record<keyof typeof works, number[]> = { through: [], bare: [] };
    for (const name of names) await secondsOf(works[name], 1, 200);
    for (let round = 0; round < rounds; round += 1)
      for (const name of round % 2 ? names : names.toReversed()) {
        oneByOne[name].push((await secondsOf(works[name], 1, 60)) / sent.length);
        sideBySide[name].push((await secondsOf(works[name], 8, 80)) / sent.length);
      }
    printFigure(`connector.${code}.overhead.ratio`, median(oneByOne.through) / median(oneByOne.bare), "ratio", 1);
    printFigure(`connector.${code}.rps`, 1 / median(sideBySide.through), "requests/s", 1 / median(sideBySide.bare));
  } finally {
    market.end();
  }
}

/** Seconds each time that something is done so often, so many at once. */
async function secondsOf(work: () => Promise<unknown>, atOnce: number, times: number): Promise<number> {
  let left = times;
  const began = performance.now();
  const one = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (performance.now() - began) / 1_000 / times;
}

/** The connector's gate and the simulator are given the same rate; one refusal fails the bench. */
async function measureReading(code: Code): Promise<void> {
  const market = await openSimulator(code, listings, requestsPerSecond);
  try {
    const settings = { ...market.settings, requestsPerSecond };
    const rate = channels[code]?.rateOf(settings);
    if (rate?.requests !== requestsPerSecond) throw new Error(`${code} does not take its rate from its settings`);
    const { listings: port } = connect(code, { ...market, settings }, { gate: createRateGate(rate) });
    if (!port) throw new Error(`${code} has no listings`);
    const seen = new Set<string>();
    const began = performance.now();
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await port.list({ cursor });
      if (page.problems.length) throw new Error(`${code}: ${JSON.stringify(page.problems[0])}`);
      for (const { sellerSku } of page.items) seen.add(sellerSku);
      cursor = page.nextCursor;
    }
    const seconds = (performance.now() - began) / 1_000;
    const refused = await market.refused();
    if (seen.size !== listings || refused)
      throw new Error(`${code}: ${seen.size} listings were read, ${refused} calls refused`);
    const floor = market.calls / requestsPerSecond;
    printFigure(`read.${code}.${listings}.ratio`, seconds / floor, "ratio", 1);
    printFigure(`read.${code}.${listings}.s`, seconds, "s", floor);
  } finally {
    market.end();
  }
}

async function measureSheets(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-sheets-"));
  const [xlsx, csv] = [join(folder, "rows.xlsx"), join(folder, "rows.csv")];
  try {
    const written: SheetWork[] = [];
    const asCsv: SheetWork[] = [];
    const read: SheetWork[] = [];
    const readCsv: SheetWork[] = [];
    for (let round = 0; round < 3; round += 1) {
      written.push(await sheetWork("write-xlsx", xlsx));
      asCsv.push(await sheetWork("write-csv", csv));
      read.push(await sheetWork("read-xlsx", xlsx));
      readCsv.push(await sheetWork("read-csv", csv));
    }
    const seconds = (works: readonly SheetWork[]) => median(works.map((each) => each.seconds));
    const megabytes = (works: readonly SheetWork[]) => Math.max(...works.map((each) => each.megabytes));
    printFigure(`sheet.write.${listings}.s`, seconds(written), "s", seconds(asCsv));
    printFigure(`sheet.read.${listings}.s`, seconds(read), "s", seconds(readCsv));
    // Next to a process that holds the rows, or the file, and does nothing with them.
    printFigure(`sheet.write.${listings}.mb`, megabytes(written), "MB", (await sheetWork("rows", xlsx)).megabytes);
    printFigure(`sheet.read.${listings}.mb`, megabytes(read), "MB", (await sheetWork("bytes", xlsx)).megabytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function connect(code: Code, { settings, access }: Simulated, outside: Omit<Outside, "now">): Connector {
  const channel = channels[code];
  if (!channel) throw new Error(`There is no ${code}`);
  return channel.connect(settings, accessSchema.parse(access), { ...outside, now: () => new Date() });
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function openSimulator(code: Code, count: number, perSecond: number) {
  const child = fork(beside("simulator.ts"), [code, String(count), String(perSecond)]);
  const simulated = await told<Simulated>(child);
  return {
    ...simulated,
    async refused() {
      child.send("refused");
      return (await told<{ refused: number }>(child)).refused;
    },
    end: () => child.disconnect(),
  };
}

function sheetWork(work: string, file: string): Promise<SheetWork> {
  return told<SheetWork>(fork(beside("sheet.ts"), [work, file]));
}

/** The next that a process says; an error when it ends instead, or is silent for too long. */
function told<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process of the bench ended (${code})`));
    const late = setTimeout(() => child.kill("SIGKILL"), 120_000);
    child.once("exit", ended);
    child.once("message", (message) => {
      clearTimeout(late);
      child.off("exit", ended);
      resolve(message as Message);
    });
  });
}

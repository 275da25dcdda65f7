// What `npm test` starts, before anything is installed: only node's own modules here.
// Every part runs, also after one has failed; the end is one summary over all of them, in Vitest's form.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const began = new Date();
const reports = join(root, ".local", "test-reports");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const node = process.execPath;
const npmScript = process.platform === "win32" ? "npm.cmd" : "npm";
const wanted = process.argv.slice(2);
// Lanes of a stage run side by side, where none measures time and one waits much.
const stages = [
  [["prepare"]],
  [["types"], ["lint"]],
  [["build"]],
  [["unit"], ["chaos"]],
  [["backend"], ["simulation", "loss"]],
  [["journey"]],
];
const all = stages.flat(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length) {
  console.error(`Unknown part ${unknown.join(" ")}: ${all.join(", ")}`);
  process.exit(2);
}
const chosen = new Set(wanted.length ? ["prepare", ...wanted] : all);

const vitest = (name, config, folder, words = []) => ({
  name,
  cwd: folder,
  command: [
    node,
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--config",
    config,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${join(reports, `${name}.json`)}`,
    ...words,
  ],
  report: join(reports, `${name}.json`),
});
const check = (name, ...command) => ({ name, cwd: root, command });
const tsc = (name, project) => check(`types of ${name}`, node, "node_modules/typescript/bin/tsc", "--noEmit", "-p", project);

const loss = "nothing-is-lost.journey.ts";
const parts = {
  // By the lock, as the first start does.
  prepare: [check("install", node, "backend/local/start.mjs", "install")],
  types: [
    ...["connectors", "jobs", "test"].map((name) => tsc(name, `${name}/tsconfig.json`)),
    tsc("backend", "backend/tsconfig.json"),
    tsc("admin", "backend/src/admin/tsconfig.json"),
    { name: "types of storefront", cwd: join(root, "storefront"), command: [npmScript, "run", "typecheck"] },
  ],
  lint: [
    check("format", node, "node_modules/@biomejs/biome/bin/biome", "check", "."),
    check("lint", node, "node_modules/oxlint/bin/oxlint", "--type-aware"),
  ],
  unit: [vitest("unit", "test/vitest.config.ts", root)],
  backend: [vitest("backend", "vitest.config.mts", join(root, "backend"))],
  simulation: [vitest("simulation", "test/simulation/vitest.config.ts", root)],
  // What the start does itself; here, so that the journeys measure the product and not its compiler.
  build: [check("build", node, "backend/local/start.mjs", "prepare")],
  journey: [vitest("journey", "test/journeys/vitest.config.ts", root, ["test/journeys", "--exclude", `**/${loss}`])],
  // Most of it is waiting for what a dead process held.
  loss: [vitest("loss", "test/journeys/vitest.config.ts", root, [loss])],
  chaos: [vitest("chaos", "test/journeys/vitest.config.ts", root, ["test/chaos"])],
};

const files = { passed: 0, failed: 0, skipped: 0 };
const tests = { passed: 0, failed: 0, skipped: 0 };
const failed = [];

for (const stage of stages) {
  const lanes = stage.map((lane) => lane.filter((name) => chosen.has(name))).filter((lane) => lane.length);
  await Promise.all(lanes.map((lane, index) => runLane(lane, index ? "pipe" : "inherit")));
  if (failed.includes("install")) break;
}

console.log("");
for (const name of failed) console.log(` FAIL  ${name}`);
const line = ({ passed, failed: bad, skipped }) =>
  [bad && `${bad} failed`, `${passed} passed`, skipped && `${skipped} skipped`].filter(Boolean).join(" | ");
const total = (each) => each.passed + each.failed + each.skipped;
console.log(`${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`);
console.log("");
console.log(` Test Files  ${line(files)} (${total(files)})`);
console.log(`      Tests  ${line(tests)} (${total(tests)})`);
console.log(`   Start at  ${began.toTimeString().slice(0, 8)}`);
console.log(`   Duration  ${((Date.now() - began.getTime()) / 1000).toFixed(2)}s`);
process.exit(failed.length ? 1 : 0);

async function runLane(names, output) {
  for (const name of names) await runPart(name, output);
}

/** What a part beside another says comes in one piece, when it is done. */
async function runPart(name, output) {
  for (const step of parts[name]) {
    if (output === "inherit") console.log(`\n▶ ${step.name}`);
    const { code, said } = await run(step, output);
    if (output === "pipe") console.log(`\n▶ ${step.name}\n${said}`);
    if (step.report) addReport(step, code);
    else {
      files[code === 0 ? "passed" : "failed"] += 1;
      tests[code === 0 ? "passed" : "failed"] += 1;
    }
    if (code !== 0) failed.push(step.name);
  }
}

function addReport(step, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(step.report, "utf8"));
  } catch {
    files.failed += 1;
    tests.failed += 1;
    return;
  }
  for (const file of report.testResults) files[file.status === "passed" ? "passed" : "failed"] += 1;
  tests.passed += report.numPassedTests;
  tests.failed += report.numFailedTests;
  tests.skipped += report.numPendingTests + report.numTodoTests;
  // A set-up that broke fails the run without failing a test; a skip is no answer where nobody watches.
  if (code !== 0 && report.numFailedTests === 0) tests.failed += 1;
  if (process.env.CI && report.numPendingTests > 0) {
    console.error(`${step.name}: ${report.numPendingTests} skipped, and CI is set`);
    tests.failed += 1;
    failed.push(`${step.name} (skipped tests)`);
  }
}

function run({ command: [program, ...words], cwd }, output) {
  return new Promise((done) => {
    let said = "";
    const child = spawn(program, words, {
      cwd,
      stdio: ["inherit", output, output],
      env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true", NODE_OPTIONS: process.env.NODE_OPTIONS ?? "" },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said += text));
    child.on("error", (error) => {
      console.error(error.message);
      done({ code: 1, said });
    });
    child.on("close", (code) => done({ code: code ?? 1, said }));
  });
}

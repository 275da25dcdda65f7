import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ExecArgs } from "@medusajs/framework/types";
import { textIn } from "../text";
import { importRegisteredProductsWorkflow } from "../workflows/import-registered-products";

/** `medusa exec src/scripts/import-registered-products.ts FILE [--dry-run]`: a list of certified products from the command line. */
export default async function importRegisteredProducts({ container, args }: ExecArgs): Promise<void> {
  const file = args.find((each) => !each.startsWith("--"));
  if (!file) throw new Error("Hãy cho biết tệp cần nhập: npm run import -- TỆP [--dry-run]");
  const apply = !args.includes("dry-run");
  process.stdout.write(`Đang đọc ${file}\n`);
  const base64 = (await readFile(file)).toString("base64");
  const input = { name: path.basename(file), base64, importer: "dòng lệnh", apply };
  const { result } = await importRegisteredProductsWorkflow(container).run({ input });
  for (const problem of result.problems) process.stdout.write(`${textIn(problem, "vi")}\n`);
  for (const { line, outcome, column, reason } of result.rows)
    if (outcome === "refused" && reason) process.stdout.write(`Dòng ${line}, cột ${column}: ${textIn(reason, "vi")}\n`);
  const { accepted, changed, unchanged, refused } = result.counts;
  process.stdout.write(
    `${apply ? "Đã nhập" : "Thử, chưa ghi gì"}: ${accepted} mới, ${changed} thay đổi, ${unchanged} không đổi, ${refused} bị từ chối.\n`,
  );
}

import type { StockRules } from "./backend/desk.server.ts";
import { readWhole } from "./whole-number.ts";

/** The rules as somebody typed them: kept as they are where they cannot be read. */
export interface TypedRules {
  readonly allowance: string;
  readonly strictBelow: string;
  readonly units: string;
  readonly percent: string;
  readonly atLeast: string;
  readonly turnover: boolean;
}
export type WrongRules = { readonly [Field in keyof Omit<TypedRules, "turnover">]?: "whole" | "percent" };
export interface ReadRules {
  readonly allowance: number;
  readonly strict_below: number | null;
  readonly buffer: StockRules["buffer"];
}

export function typedOf({ allowance, strict_below, buffer }: StockRules, decimal: string): TypedRules {
  return {
    allowance: String(allowance),
    strictBelow: strict_below == null ? "" : String(strict_below),
    units: String(buffer.units),
    percent: String(buffer.basis_points / 100).replace(".", decimal),
    atLeast: String(buffer.at_least),
    turnover: buffer.turnover,
  };
}

const mostUnits = 100_000;
/** An empty field says 0. */
function readUnits(text: string): number | undefined {
  const units = text.trim() === "" ? 0 : readWhole(text);
  return units !== undefined && units <= mostUnits ? units : undefined;
}

/** `12,5` and `12.5 %` are 1,250 basis points. */
function readBasisPoints(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s%]/g, "") || "0");
  if (!found) return undefined;
  const points = Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return points <= 10_000 ? points : undefined;
}

export function readRules(typed: TypedRules): { rules: ReadRules } | { wrong: WrongRules } {
  const allowance = readUnits(typed.allowance);
  const strictBelow = typed.strictBelow.trim() === "" ? null : readUnits(typed.strictBelow);
  const units = readUnits(typed.units);
  const percent = readBasisPoints(typed.percent);
  const atLeast = readUnits(typed.atLeast);
  if (
    allowance === undefined ||
    strictBelow === undefined ||
    units === undefined ||
    percent === undefined ||
    atLeast === undefined
  )
    return {
      wrong: {
        ...(allowance === undefined ? { allowance: "whole" as const } : {}),
        ...(strictBelow === undefined ? { strictBelow: "whole" as const } : {}),
        ...(units === undefined ? { units: "whole" as const } : {}),
        ...(percent === undefined ? { percent: "percent" as const } : {}),
        ...(atLeast === undefined ? { atLeast: "whole" as const } : {}),
      },
    };
  return {
    rules: {
      allowance,
      strict_below: strictBelow,
      buffer: { units, basis_points: percent, at_least: atLeast, turnover: typed.turnover },
    },
  };
}

import type { Problem } from "../contract/index.ts";
import { kitTexts } from "./texts.ts";

/** More than a person can work through are counted: a file of the wrong kind has several in each of its rows. */
const most = 1_000;

export const fewProblems = (problems: readonly Problem[]): readonly Problem[] =>
  problems.length <= most
    ? problems
    : [...problems.slice(0, most), kitTexts.say("sheet-more-problems", { count: problems.length - most })];

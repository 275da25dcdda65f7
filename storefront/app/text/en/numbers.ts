import { numbersIn } from "../../format/numbers.ts";

export const { formatCount, formatShare, formatVnd, formatWeight } = numbersIn("en-GB");

export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);

import { numbersIn } from "../../format/numbers.ts";

export const { formatCount, formatShare, formatVnd, formatWeight } = numbersIn("vi-VN");

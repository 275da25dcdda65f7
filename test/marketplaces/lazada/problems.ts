import type { Dials } from "./dials.ts";
import { LazadaError } from "./error.ts";

/** Something a product call refuses: its own code, and which field or SKU it is about. */
export interface Problem {
  readonly code: string;
  readonly field: string;
  readonly message: string;
  readonly sellerSku?: string | undefined;
}
export const umbrellas = {
  "500": "E500: Create product failed",
  "501": "E501: Update product failed",
  "503": "E503: Remove product failed",
  "504": "E504: Set product Image failed",
} as const;

/** §1: why is in `detail`. Where the whole call is refused for one cause that may be the code, as the error tables have it. */
export function refusal(
  umbrella: keyof typeof umbrellas,
  problems: readonly Problem[],
  dials: Dials,
  whole = true,
): LazadaError {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const [first] = problems;
  const named = whole && !dials.umbrellaCodes && codes.length === 1 && first !== undefined && first.code !== umbrella;
  const message = named ? first.message : umbrellas[umbrella];
  const detail = problems.map(({ code, field, message: why, sellerSku }) => ({
    field,
    message: code === umbrella || named ? why : `${code}:${why}`,
    ...(sellerSku === undefined ? {} : { seller_sku: sellerSku }),
  }));
  return new LazadaError(named ? first.code : umbrella, message, { type: "ISP", detail });
}

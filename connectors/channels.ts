import type { Channel, ChannelCode } from "./contract/index.ts";
import { ketnoiocop } from "./ketnoiocop/index.ts";
import { lazada } from "./lazada/index.ts";
import { postmart } from "./postmart/index.ts";
import { shopee } from "./shopee/index.ts";
import { tiki } from "./tiki/index.ts";
import { voso } from "./voso/index.ts";

export {
  createRateGate,
  createRateGates,
  type GateLimits,
  gateClosed,
  longestStandMs,
  type RateGates,
} from "./kit/rate-gate.ts";

/** The channels that exist here, with network: for jobs alone. */
export const channels: Partial<Record<ChannelCode, Channel>> = { ketnoiocop, lazada, postmart, shopee, tiki, voso };

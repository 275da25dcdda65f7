import type { Channel, ChannelCode } from "./contract/index.ts";

/** The channels that exist here, with network: for jobs alone. */
export const channels: Partial<Record<ChannelCode, Channel>> = {};

import type { ChannelCode, ChannelEdge } from "./contract/index.ts";

/** The channels without network: for the backend. */
export const edges: Partial<Record<ChannelCode, ChannelEdge>> = {};

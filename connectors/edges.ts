import type { ChannelCode, ChannelEdge } from "./contract/index.ts";
import { postmartEdge } from "./postmart/edge.ts";
import { shopeeEdge } from "./shopee/edge.ts";

/** The channels without network: for the backend. */
export const edges: Partial<Record<ChannelCode, ChannelEdge>> = { postmart: postmartEdge, shopee: shopeeEdge };

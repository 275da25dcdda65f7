import type { Catalogue, ChannelCode, ChannelEdge } from "./contract/index.ts";
import { contractTexts } from "./contract/index.ts";
import { ketnoiocopEdge } from "./ketnoiocop/edge.ts";
import { partnerTexts } from "./kit/partner/texts.ts";
import { kitTexts } from "./kit/texts.ts";
import { lazadaEdge } from "./lazada/edge.ts";
import { lazadaTexts } from "./lazada/texts.ts";
import { postmartEdge } from "./postmart/edge.ts";
import { sheetTexts } from "./sheets/texts.ts";
import { shopeeEdge } from "./shopee/edge.ts";
import { shopeeTexts } from "./shopee/texts.ts";
import { tikiEdge } from "./tiki/edge.ts";
import { tikiTexts } from "./tiki/texts.ts";
import { vosoEdge } from "./voso/edge.ts";
import { vosoTexts } from "./voso/texts.ts";

/** The channels without network: for the backend. */
export const edges: Partial<Record<ChannelCode, ChannelEdge>> = {
  ketnoiocop: ketnoiocopEdge,
  lazada: lazadaEdge,
  postmart: postmartEdge,
  shopee: shopeeEdge,
  tiki: tikiEdge,
  voso: vosoEdge,
};

/** What connectors say to people, in each language. */
export const connectorTexts: readonly Catalogue[] = [
  contractTexts,
  kitTexts,
  sheetTexts,
  lazadaTexts,
  shopeeTexts,
  tikiTexts,
  partnerTexts,
  vosoTexts,
].map(({ catalogue }) => catalogue);

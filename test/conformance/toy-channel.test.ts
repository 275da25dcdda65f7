import { connectorTexts } from "connectors/edges";
import { toyEdge } from "../toy-channel/connector/edge.ts";
import { toyChannel } from "../toy-channel/connector/index.ts";
import { toyTexts } from "../toy-channel/connector/texts.ts";
import { describeConnector } from "./connector.ts";
import { openToyChannel } from "./toy-channel.ts";

describeConnector({ channel: toyChannel, edge: toyEdge, texts: [...connectorTexts, toyTexts.catalogue] }, openToyChannel);

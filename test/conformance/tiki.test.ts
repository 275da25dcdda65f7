import { describeConnector } from "./connector.ts";
import { openTiki } from "./tiki.ts";

describeConnector("tiki", openTiki);

import { describeConnector } from "./connector.ts";
import { openLazada } from "./lazada.ts";

describeConnector("lazada", openLazada);

import { describeConnector } from "./connector.ts";
import { openShopee } from "./shopee.ts";

describeConnector("shopee", openShopee);

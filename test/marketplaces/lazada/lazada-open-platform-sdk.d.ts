interface LazadaAnswer {
  readonly code: string;
  readonly request_id: string;
  readonly [name: string]: unknown;
}
/** Everything is handed over by place; the gateway is a host with its `/rest` and no protocol. */
type LazadaAction = (
  appKey: string,
  appSecret: string,
  gateway: string,
  accessToken: string | undefined,
  payload?: object,
  method?: "GET" | "POST",
  protocol?: "HTTP" | "HTTPS",
) => Promise<LazadaAnswer>;

declare module "lazada-open-platform-sdk/lib/LazadaClient/index.js" {
  const client: Readonly<
    Record<
      | "createProduct"
      | "generateAccessToken"
      | "getBrands"
      | "getCategoryAttributes"
      | "getCategoryTree"
      | "getDocument"
      | "getMultipleOrderItems"
      | "getOrder"
      | "getOrderItems"
      | "getOrders"
      | "getProducts"
      | "getShipmentProviders"
      | "migrateImage"
      | "refreshAccessToken"
      | "removeProduct"
      | "setImages"
      | "setInvoiceNumber"
      | "setStatusToCanceled"
      | "setStatusToPackedByMarketplace"
      | "setStatusToReadyToShip"
      | "updatePriceQuantity"
      | "updateProduct",
      LazadaAction
    >
  >;
  export default client;
}

declare module "lazada-open-platform-sdk/lib/LazadaRequest/index.js" {
  type Sent = (
    base: string,
    appKey: string,
    appSecret: string,
    path: string,
    accessToken: string | undefined,
    parameters?: object,
  ) => Promise<LazadaAnswer>;
  const request: { readonly get: Sent; readonly post: Sent };
  export default request;
}

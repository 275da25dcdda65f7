export * from "./channel-account";
export * from "./channel-listing";
export * from "./channel-order";
export * from "./record";
export * from "./turn";

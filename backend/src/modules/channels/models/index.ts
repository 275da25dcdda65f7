export * from "./channel-account";
export * from "./channel-listing";
export * from "./channel-order";
export * from "./channel-return";
export * from "./measure";
export * from "./record";
export * from "./turn";
export * from "./twin";

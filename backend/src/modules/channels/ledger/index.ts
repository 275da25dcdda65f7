export * from "./admission";
export * from "./apply";
export * from "./exposure";
export * from "./fence";
export * from "./lose";
export * from "./order-lines";
export * from "./refuse";
export * from "./reserve";

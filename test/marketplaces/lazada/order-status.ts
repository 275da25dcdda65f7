import type { OrderItem, OrderStatus } from "./state.ts";

export const statusOf = (line: OrderItem): OrderStatus => line.history.at(-1)?.status ?? "pending";
export const is = (line: OrderItem, ...statuses: readonly OrderStatus[]): boolean => statuses.includes(statusOf(line));

/** By the seller (§7). */
export const cancellable: readonly OrderStatus[] = ["pending", "packed", "repacked", "ready_to_ship"];

import type { Handlers } from "../act-context.ts";
import { absent } from "./absent.ts";

export const stockHandlers: Handlers<"push-stock" | "adjust-stock" | "read-stock"> = {
  async "push-stock"({ levels }, { connector }) {
    return { report: await (connector.stock ?? absent("stock")).push(levels) };
  },
  async "adjust-stock"({ changes }, { connector }) {
    const stock = connector.stock ?? absent("stock");
    return { report: await (stock.adjust?.(changes) ?? absent("stock adjustment")) };
  },
  async "read-stock"({ listed }, { connector, now, post }) {
    const stock = connector.stock ?? absent("stock");
    const beganAt = now();
    const { items, problems } = await (stock.read?.(listed) ?? absent("stock reading"));
    await post({ counters: [...items], problems: [...problems] }, beganAt);
    return {};
  },
};

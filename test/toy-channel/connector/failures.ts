import type { Failure, FailureTable } from "../../../connectors/kit/failure-table.ts";
import { kitTexts } from "../../../connectors/kit/texts.ts";
import { toyLimits } from "./settings.ts";
import { toyTexts } from "./texts.ts";

const { say } = toyTexts;
const refusal = (says: Failure["says"]): Failure => ({ kind: "rejected", says, owner: "seller", refusal: true });

/** Chợ quê §5: all its codes. A refusal changed nothing there, by the same section. */
export const toyFailures: FailureTable = {
  broad: [],
  exact: {
    "bad-sign": { kind: "auth", says: say("key"), owner: "operator" },
    "too-fast": { kind: "rate-limited", says: say("too-fast"), owner: "nobody" },
    busy: { kind: "retryable", says: kitTexts.say("no-answer"), owner: "nobody" },
    "name-too-long": refusal(say("name-too-long", { most: toyLimits.nameLength })),
    "sku-taken": refusal(say("sku-taken")),
    "no-good": refusal(say("gone")),
    "wrong-state": refusal(say("gone")),
  },
};

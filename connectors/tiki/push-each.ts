import { pushEachBy } from "../kit/push-each.ts";
import { isTikiRefusal } from "./failures.ts";
import { tikiTexts } from "./texts.ts";

export const pushEach = pushEachBy((error) => (isTikiRefusal(error) ? (error.says ?? tikiTexts.say("refused")) : undefined));

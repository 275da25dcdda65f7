import type { Text } from "connectors/contract";
import type { HandTask, ShownTexts } from "./assisted";
import { isObstacle } from "./plan/strict";
import type { Trouble } from "./plan/trouble";
import { channelsTexts } from "./texts";
import { sayTrouble } from "./troubles";

/** Where a listing stands, in one sentence, whose move it is, and which. Pure: the day is an argument. */
export interface Standing {
  readonly state: "live" | "hidden" | "waiting" | "refused" | "conflict" | "stopped" | "not-wanted" | "unknown";
  readonly says: Text;
  readonly whose: "nobody" | "producer" | "operator" | "channel";
  readonly move?: "release" | "resume" | "sign-in" | "correct" | "choose" | "look" | "wait" | "open-task" | "open-sheets";
}

/** Where a person puts the listing on the channel: how, what it has to do now, and what the page is to say. */
export interface ByHand {
  readonly way: "file" | "assisted";
  readonly task?: HandTask;
  readonly texts?: ShownTexts;
  /** The channel takes no new work, and why. */
  readonly retired?: Text;
}

export function standing(
  listing: {
    wanted_live: boolean;
    publish_state: string;
    listed_product_id: string | null;
    problem: unknown;
    conflict: unknown;
    seen: unknown;
    sent: unknown;
    url?: string | null;
    page_look?: unknown;
  },
  account: { title: string; state: string; paused: boolean },
  _now: Date,
  byHand?: ByHand,
  /** Why its stock stands where it does (plan/stock-state.ts). */
  stock?: string | null,
  /** What stands in the way of its account's work. */
  trouble?: Trouble,
): Standing {
  const seen = (listing.seen ?? {}) as { state?: string; reason?: string; hiddenThere?: boolean };
  const sent = (listing.sent ?? {}) as { live?: boolean };
  const problem = listing.problem as { says?: Text; message?: string } | null;
  const stands = (state: Standing["state"], says: Text, whose: Standing["whose"], move?: Standing["move"]): Standing => ({
    state,
    says,
    whose,
    ...(move ? { move } : {}),
  });
  const named = { account: account.title };
  if (account.state === "retired") return stands("stopped", channelsTexts.say("retired", named), "nobody");
  if (account.state === "needs-sign-in") return stands("stopped", channelsTexts.say("sign-in", named), "producer", "sign-in");
  if (account.paused) return stands("stopped", channelsTexts.say("paused", named), "producer", "resume");
  if (listing.conflict) return stands("conflict", channelsTexts.say("conflict"), "producer", "choose");
  if (problem) return stands("refused", saidOf(problem), "producer", "correct");
  if (byHand) return standingByHand(listing, account, byHand, stands);
  if (listing.publish_state === "ask") return stands("unknown", channelsTexts.say("many-found"), "operator", "choose");
  if (seen.state === "refused")
    return stands(
      "refused",
      seen.reason ? channelsTexts.say("not-approved-because", { reason: seen.reason }) : channelsTexts.say("not-approved"),
      "producer",
      "correct",
    );
  if (seen.state === "in-review") return stands("waiting", channelsTexts.say("in-review"), "channel", "wait");
  if (seen.state === "gone") return stands("stopped", channelsTexts.say("gone"), "producer", "look");
  const refusedStrict = /^strict-refused:(.+)$/.exec(stock ?? "")?.[1];
  if (listing.wanted_live && refusedStrict && isObstacle(refusedStrict))
    return stands("waiting", channelsTexts.say(`strict-${refusedStrict}`), "producer", "choose");
  if (seen.hiddenThere)
    return stands("hidden", channelsTexts.say(listing.wanted_live ? "hidden-there" : "shown-there"), "producer", "choose");
  if (listing.wanted_live && (sent.live || seen.state === "live"))
    return stands(
      "live",
      account.state === "look-only" ? channelsTexts.say("live-look-only") : channelsTexts.say("live"),
      "nobody",
    );
  if (!listing.wanted_live) return stands("not-wanted", channelsTexts.say("not-wanted"), "producer");
  if (account.state === "look-only") return stands("waiting", channelsTexts.say("look-only"), "producer", "release");
  if (trouble) return stands("waiting", sayTrouble(trouble), trouble.is === "silent" ? "operator" : "channel", "wait");
  if (listing.listed_product_id) return stands("hidden", channelsTexts.say("hidden"), "nobody", "wait");
  return stands("waiting", channelsTexts.say("waiting"), "nobody", "wait");
}

type Stands = (state: Standing["state"], says: Text, whose: Standing["whose"], move?: Standing["move"]) => Standing;

const handSays = {
  publish: "hand-publish",
  change: "hand-change",
  "take-down": "hand-take-down",
  sheet: "hand-sheet",
  address: "hand-address",
} as const;

/** On sale is what a look of ours saw; what a person says is a reason to look. */
function standingByHand(
  listing: { wanted_live: boolean; seen: unknown; url?: string | null; page_look?: unknown },
  account: { state: string },
  { task, retired }: ByHand,
  stands: Stands,
): Standing {
  const seen = (listing.seen ?? {}) as { state?: string; title?: string; ours?: string };
  const look = (listing.page_look ?? {}) as { state?: string };
  const live = listing.wanted_live && seen.state === "live";
  if (task) {
    if (account.state === "look-only") return stands("waiting", channelsTexts.say("look-only"), "producer", "release");
    const gone = seen.state === "gone" && task.kind !== "sheet";
    const says = channelsTexts.say(gone ? "hand-gone" : handSays[task.kind]);
    return stands(live ? "live" : "waiting", says, "producer", task.kind === "sheet" ? "open-sheets" : "open-task");
  }
  if (!listing.wanted_live) return stands("not-wanted", channelsTexts.say("not-wanted"), "producer");
  if (live) return stands("live", channelsTexts.say(account.state === "look-only" ? "live-look-only" : "live"), "nobody");
  if (seen.state === "changed")
    return stands(
      "unknown",
      channelsTexts.say("page-changed", { theirs: seen.title ?? "", ours: seen.ours ?? "" }),
      "producer",
      "look",
    );
  if (retired) return stands("stopped", retired, "nobody");
  if (look.state === "unreadable") return stands("unknown", channelsTexts.say("page-unreadable"), "nobody", "wait");
  return stands("waiting", channelsTexts.say(listing.url ? "page-not-seen" : "waiting"), "nobody", "wait");
}

/** A row from before there were texts holds the sentence itself. */
function saidOf({ says, message }: { says?: Text; message?: string }): Text {
  return says ?? (message ? channelsTexts.say("as-written", { sentence: message }) : channelsTexts.say("refused"));
}

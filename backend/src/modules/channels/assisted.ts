import { type ChannelEdge, type Listing, renderText } from "connectors/contract";
import { channelsTexts } from "./texts";

/** What a page on the channel is to say; `certificate` is empty where no star may be shown today (ocop §8.1). */
export interface ShownTexts {
  readonly title: string;
  readonly description: string;
  readonly price: number;
  readonly pack: string;
  readonly certificate: string;
}

const vietnameseDay = (day: string) => day.split("-").reverse().join("/");

/** Written for the channel's buyers, so in Vietnamese whoever asks. */
function certificateWords({ certificate }: Listing): string {
  if (!certificate) return "";
  const { stars, decisionNumber, decisionDate, validTo, simulated } = certificate;
  const says = channelsTexts.say(simulated ? "certificate-simulated" : "certificate", {
    stars,
    decision: decisionNumber,
    from: vietnameseDay(decisionDate),
    until: vietnameseDay(validTo),
  });
  return renderText([channelsTexts.catalogue], says, "vi") ?? "";
}

export function shownTexts(listing: Listing, edge: Pick<ChannelEdge, "renderListing">): ShownTexts {
  const { title, description } = edge.renderListing(listing);
  const certificate = certificateWords(listing);
  return {
    title,
    description,
    price: listing.price,
    pack: [listing.unit, listing.packNote].filter(Boolean).join(", "),
    // Some channels' descriptions hold the words already.
    certificate: listing.certificate && description.includes(listing.certificate.decisionNumber) ? "" : certificate,
  };
}

/**
 * publish, change, take-down: done by a person on the channel's own pages. sheet: a file is to be carried there. address: what
 * a file put there has a page that nobody has named yet.
 */
export type HandTaskKind = "publish" | "change" | "take-down" | "sheet" | "address";
export interface HandTask {
  readonly kind: HandTaskKind;
  /** Which of the texts there are older than ours. */
  readonly differs: readonly (keyof ShownTexts)[];
}

export interface HandListing {
  readonly wanted_live: boolean;
  readonly conflict: unknown;
  readonly url: string | null;
  /** What a person said is there; proven by nothing but a look. */
  readonly sent: unknown;
  readonly seen: unknown;
  readonly seen_at: Date | string | null;
}

/**
 * What a person has to do for one listing now, or nothing. Computed from what is wanted, said and seen, so that it can be
 * neither lost nor done twice. A conflict is chosen first.
 */
export function handTask(way: "file" | "assisted", listing: HandListing, shown: ShownTexts): HandTask | undefined {
  const sent = (listing.sent ?? {}) as Partial<ShownTexts> & { live?: boolean; at?: number };
  const seen = (listing.seen ?? {}) as { state?: string };
  if (listing.conflict) return undefined;
  // What was seen before somebody said that it was put right is an old sight.
  const seenSince = listing.seen_at !== null && new Date(listing.seen_at).getTime() >= (sent.at ?? 0);
  const shows = (state: string) => seenSince && seen.state === state;
  const task = (kind: HandTaskKind, differs: HandTask["differs"] = []): HandTask => ({ kind, differs });
  if (!listing.wanted_live) {
    if (shows("gone")) return undefined;
    return sent.live || (listing.url !== null && shows("live")) ? task("take-down") : undefined;
  }
  const differs = (Object.keys(shown) as (keyof ShownTexts)[]).filter(
    (field) => sent[field] !== undefined && sent[field] !== shown[field],
  );
  if (way === "file") {
    if (!sent.live || differs.length) return task("sheet", differs);
    return listing.url === null || shows("gone") ? task("address") : undefined;
  }
  if (!sent.live || listing.url === null || shows("gone")) return task("publish");
  return differs.length ? task("change", differs) : undefined;
}

import type { Text } from "connectors/contract";
import { type CertificateEvent, type CertificateStatus, certificateStatus, showsStars } from "./certificate-status";
import type { Day } from "./day";
import { type DateInterval, type RecognitionStatus, recognitionStatus } from "./recognition";
import { ocopTexts } from "./texts";

export interface CertificateFact {
  readonly id: string;
  readonly registeredProductId: string;
  readonly decisionNumber: string;
  readonly decisionDate: Day;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly stars: number;
  readonly simulated: boolean;
  readonly sourceUrl: string | null;
  readonly supersedes: string | null;
}
export interface CertificateView extends CertificateFact {
  readonly status: CertificateStatus;
}
export interface ReportedFact {
  readonly registeredProductId: string;
  readonly stars: number | null;
  readonly date: DateInterval;
  readonly level: "B1" | "B2" | "C";
  readonly sourceUrl: string;
  readonly sourceTitle: string | null;
  readonly recordedAt: Date;
}
export interface ReportedView {
  readonly status: RecognitionStatus;
  readonly stars?: number;
  /** "4 sao theo baotintuc.vn, 06/2020; chưa có số quyết định": words with a date, never a badge; said in one line. */
  readonly says: readonly Text[];
  readonly sourceUrl: string;
}

/** What may be said of a registered product on a day. `stars` is there only while a certificate of evidence A gives them. */
export interface ProductStanding {
  readonly registeredProductId: string;
  readonly status: CertificateStatus | "none";
  readonly stars?: number;
  /** The one that gives the stars, else the newest; its number, date and expiry go wherever the stars go. */
  readonly certificate?: CertificateView;
  readonly reported?: ReportedView;
}

const shownDay = (day: Day) => day.split("-").toReversed().join("/");

function dateWords(earliest: Day, latest: Day): string {
  if (earliest === latest) return shownDay(earliest);
  if (earliest.slice(0, 7) === latest.slice(0, 7)) return shownDay(earliest.slice(0, 7));
  const [from, to] = [earliest.slice(0, 4), latest.slice(0, 4)];
  return from === to ? from : `${from}–${to}`;
}

function what({ stars, date: { earliest, latest } }: ReportedFact, source: string): Text {
  if (!earliest)
    return stars ? ocopTexts.say("reported-stars-undated", { stars, source }) : ocopTexts.say("reported-undated", { source });
  if (!latest) {
    const year = earliest.slice(0, 4);
    return stars
      ? ocopTexts.say("reported-stars-since", { stars, source, year })
      : ocopTexts.say("reported-since", { source, year });
  }
  const date = dateWords(earliest, latest);
  return stars ? ocopTexts.say("reported-stars", { stars, source, date }) : ocopTexts.say("reported", { source, date });
}

export function reportedView(fact: ReportedFact, day: Day): ReportedView | undefined {
  if (fact.level !== "B1") return undefined;
  const status = recognitionStatus(fact.date, day);
  const source = fact.sourceTitle ?? new URL(fact.sourceUrl).hostname.replace(/^www\./, "");
  return {
    status,
    ...(fact.stars ? { stars: fact.stars } : {}),
    says: [
      what(fact, source),
      ocopTexts.say("no-decision-known"),
      ...(status === "past-36-months" ? [ocopTexts.say("past-36-months")] : []),
    ],
    sourceUrl: fact.sourceUrl,
  };
}

export function certificateViews(
  certificates: readonly CertificateFact[],
  eventsOf: ReadonlyMap<string, readonly CertificateEvent[]>,
  day: Day,
): CertificateView[] {
  return certificates.map((each) => {
    const followers = certificates.filter(({ supersedes }) => supersedes === each.id);
    const superseded = followers.map(({ validFrom }) => ({ kind: "superseded" as const, day: validFrom }));
    const events = [...(eventsOf.get(each.id) ?? []), ...superseded];
    return { ...each, status: certificateStatus({ ...each, events }, day) };
  });
}

export function standingOf(
  registeredProductId: string,
  certificates: readonly CertificateView[],
  reported: ReportedFact | undefined,
  day: Day,
): ProductStanding {
  const newestFirst = certificates.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const certificate = newestFirst.find(({ status }) => showsStars(status)) ?? newestFirst[0];
  const shown = certificate && showsStars(certificate.status);
  const view = reported && reportedView(reported, day);
  return {
    registeredProductId,
    status: certificate?.status ?? "none",
    ...(shown ? { stars: certificate.stars } : {}),
    ...(certificate ? { certificate } : {}),
    ...(view ? { reported: view } : {}),
  };
}

import { certificateStatus, showsStars, validToOf, warningsDue } from "../certificate-status";
import { channelStateOn, figure, isMet, liveChannels, startFreshness, startReadings } from "../coverage";
import { addMonths } from "../day";
import { fold, identityOf } from "../identity";
import { readRecognitionDate, recognitionStatus } from "../recognition";

const certificate = { validFrom: "2023-12-29", validTo: validToOf("2023-12-29"), events: [] };

describe("a certificate on a day", () => {
  it("lives 36 months from its issue, its last day included, clamped to the month's end", () => {
    expect(certificate.validTo).toBe("2026-12-29");
    expect(addMonths("2024-02-29", 36)).toBe("2027-02-28");
    expect(addMonths("2023-08-31", 6)).toBe("2024-02-29");
    expect(certificateStatus(certificate, "2023-12-28")).toBe("not-yet");
    expect(certificateStatus(certificate, "2023-12-29")).toBe("active");
    expect(certificateStatus(certificate, "2026-12-29")).toBe("expiring");
    expect(certificateStatus(certificate, "2026-12-30")).toBe("expired");
  });

  it("is expiring from 180 days before its end", () => {
    expect(certificateStatus(certificate, "2026-07-01")).toBe("active");
    expect(certificateStatus(certificate, "2026-07-02")).toBe("expiring");
  });

  it("is extended while the authority has not answered, and no longer than 180 days", () => {
    const extended = { ...certificate, events: [{ kind: "extended" as const, day: "2026-12-20", until: "2028-01-01" }] };
    expect(certificateStatus(extended, "2027-06-27")).toBe("extended");
    expect(certificateStatus(extended, "2027-06-28")).toBe("expired");
    expect(
      certificateStatus(
        { ...certificate, events: [{ kind: "extended", day: "2027-01-10", until: "2027-03-01" }] },
        "2027-01-05",
      ),
    ).toBe("expired");
  });

  it("counts a revocation from its day, and before everything else", () => {
    const revoked = {
      ...certificate,
      events: [
        { kind: "superseded" as const, day: "2024-05-01" },
        { kind: "revoked" as const, day: "2024-06-01" },
      ],
    };
    expect(certificateStatus(revoked, "2024-04-30")).toBe("active");
    expect(certificateStatus(revoked, "2024-05-31")).toBe("superseded");
    expect(certificateStatus(revoked, "2024-06-01")).toBe("revoked");
  });

  it("shows stars while it is active, expiring or extended, and never otherwise", () => {
    expect(
      ["revoked", "superseded", "extended", "expired", "expiring", "active", "not-yet"].filter((status) =>
        showsStars(status as "active"),
      ),
    ).toEqual(["extended", "expiring", "active"]);
  });

  it("is warned about at 180, 150 and 120 days", () => {
    expect(warningsDue(certificate, "2026-07-02")).toEqual([180]);
    expect(warningsDue(certificate, "2026-07-03")).toEqual([]);
    expect(warningsDue(certificate, "2026-08-31")).toEqual([120]);
  });
});

describe("a reported recognition", () => {
  it("reads a source's date as an interval", () => {
    expect(readRecognitionDate("2024-11")).toEqual({ earliest: "2024-11-01", latest: "2024-11-30" });
    expect(readRecognitionDate("2025")).toEqual({ earliest: "2025-01-01", latest: "2025-12-31" });
    expect(readRecognitionDate("2023 or 2024")).toEqual({ earliest: "2023-01-01", latest: "2024-12-31" });
    expect(readRecognitionDate("2022+")).toEqual({ earliest: "2022-01-01" });
    expect(readRecognitionDate("")).toEqual({});
    expect(readRecognitionDate("khoảng 2021")).toBeUndefined();
  });

  it("may be valid until 36 months past the latest day the source allows", () => {
    const date = { latest: "2023-12-31" };
    expect(recognitionStatus(date, "2026-12-31")).toBe("reported");
    expect(recognitionStatus(date, "2027-01-01")).toBe("past-36-months");
    expect(recognitionStatus({ earliest: "2022-01-01" }, "2026-11-24")).toBe("undated");
  });
});

describe("coverage", () => {
  const channels = ["postmart", "voso", "ketnoiocop", "shopee", "tiki", "lazada"];
  const met = (key: string, live: string[], retired: string[] = [], leaveOut = false) => {
    const reading = startReadings.find((each) => each.key === key);
    if (!reading) throw new Error(key);
    return isMet(reading.rule, { live: new Set(live), retired: new Set(retired), channels }, leaveOut);
  };

  it("has one answer under each reading of the sentence", () => {
    expect(["any", "as-written", "pair", "both-kinds", "every-open"].map((key) => met(key, ["voso"]))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(["any", "as-written", "pair", "both-kinds", "every-open"].map((key) => met(key, ["postmart", "voso"]))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(["any", "as-written", "pair", "both-kinds", "every-open"].map((key) => met(key, ["shopee"]))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(met("both-kinds", ["voso", "tiki"])).toBe(true);
    expect(met("every-open", channels)).toBe(true);
  });

  it("can be met without a retired channel only where that is asked for", () => {
    expect(met("pair", ["postmart"], ["voso"])).toBe(false);
    expect(met("pair", ["postmart"], ["voso"], true)).toBe(true);
    expect(met("pair", ["shopee"], ["postmart", "voso"], true)).toBe(false);
    expect(met("any", ["voso"], ["voso"])).toBe(false);
    expect(met("every-open", channels.slice(1), ["postmart"])).toBe(true);
  });

  it("knows a channel's state on a past day", () => {
    const states = [
      { channel: "voso", state: "open" as const, validFrom: "2021-01-01" },
      { channel: "voso", state: "retired-unconfirmed" as const, validFrom: "2025-06-01" },
    ];
    expect(channelStateOn(states, "voso", "2025-05-31")).toBe("open");
    expect(channelStateOn(states, "voso", "2025-06-01")).toBe("retired-unconfirmed");
  });

  it("believes an observation only while it is fresh, and only by that day", () => {
    const seen = [
      { channel: "shopee", live: true, observedOn: "2026-11-10", way: "api" as const },
      { channel: "voso", live: true, observedOn: "2026-11-10", way: "page" as const },
      { channel: "tiki", live: false, observedOn: "2026-11-20", way: "api" as const },
    ];
    expect([...liveChannels(seen, "2026-11-17", startFreshness)]).toEqual(["shopee", "voso"]);
    expect([...liveChannels(seen, "2026-11-18", startFreshness)]).toEqual(["voso"]);
    expect([...liveChannels(seen, "2026-11-09", startFreshness)]).toEqual([]);
  });

  it("is nothing at all for 0 of 0, and 100 % only for all", () => {
    expect(figure([]).basisPoints).toBeUndefined();
    expect(figure([true, true]).basisPoints).toBe(10_000);
    expect(figure(Array.from({ length: 30_000 }, (_, index) => index > 0)).basisPoints).toBe(9_999);
  });
});

describe("identity", () => {
  it("is one for two spellings, and the code's where there is one", () => {
    const row = {
      name: "Tương Bần",
      producer: "Cơ sở Minh Quất",
      commune: "Bần",
      district: "Mỹ Hào",
      sourceUrl: "https://a.vn",
    };
    expect(fold("Đông trùng – hạ thảo ")).toBe("dong trung ha thao");
    expect(identityOf({ ...row, name: "TƯƠNG BẦN", producer: "cơ sở Minh Quất" })).toBe(identityOf(row));
    expect(identityOf({ ...row, producer: "" })).toBe("commune:tuong ban|ban");
    expect(identityOf({ ...row, producer: "", commune: "" })).toBe("source:tuong ban|my hao|https://a.vn");
    expect(identityOf({ ...row, code: "33-1-2-2026" })).toBe("code:33-1-2-2026");
  });
});

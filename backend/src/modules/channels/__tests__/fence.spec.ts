import { assumptionsOf } from "../assumptions";
import type { BookedExposure } from "../exposures";
import { fenceOne } from "../fence-in";
import type { Write } from "../ledger";

const day = 24 * 3_600_000;
const write: Write = {
  id: "w",
  number: 1,
  kind: "gross-set",
  units: 5,
  total: 5,
  counted: [],
  sentAt: 0,
  diesAt: 1_000,
  ackedAt: 10,
  state: "applied",
  sentOverUnresolved: false,
  liabilityBefore: 0,
  fenced: true,
};
const booked = (change: Partial<BookedExposure>): BookedExposure => ({
  id: "exposure",
  listingId: "listing",
  known: true,
  ledger: { id: "exposure", liability: 5, writes: [write], returns: [] },
  readBack: undefined,
  look: { shown: 2, beganAt: 2 * day, endedAt: 2 * day },
  recipe: [],
  ...change,
});
const read = { coveredUntil: 3 * day, now: 3 * day, knownAt: () => 0, held: 0 };

describe("a fence read", () => {
  it("proves nothing of a listing that was there before us by a look alone", () => {
    const ours = { ...read, assumptions: assumptionsOf("shopee") };
    expect(fenceOne(booked({ known: false }), ours)).toBeUndefined();
    expect(fenceOne(booked({}), ours)?.ledger?.liability).toBe(2);
  });
});

import { isDue, nextRenewal } from "../renewal";

const access = { storedAt: 0, expiresAt: 1_000, openUntil: undefined, lost: 0, singleUse: true };

describe("an access", () => {
  it("is renewed while half of its life is left", () => {
    expect(isDue(access, 499)).toBe(false);
    expect(isDue(access, 500)).toBe(true);
    expect(isDue({ storedAt: undefined, expiresAt: 10_000_000 }, 1_000_000)).toBe(false);
    expect(isDue({ storedAt: undefined, expiresAt: undefined }, 0)).toBe(true);
    // Refused before its time, it is due at once.
    expect(isDue({ storedAt: 900, expiresAt: 800 }, 900)).toBe(true);
  });

  it("is never renewed twice at once, and after a lost answer once more (H25)", () => {
    expect(nextRenewal(access, 100)).toBe("rest");
    expect(nextRenewal({ ...access, openUntil: 700, lost: 1 }, 700)).toBe("wait");
    expect(nextRenewal({ ...access, openUntil: 700, lost: 1 }, 701)).toBe("renew");
    expect(nextRenewal({ ...access, openUntil: 900, lost: 2 }, 901)).toBe("ask-owner");
    expect(nextRenewal({ ...access, openUntil: 900, lost: 9, singleUse: false }, 901)).toBe("renew");
  });
});

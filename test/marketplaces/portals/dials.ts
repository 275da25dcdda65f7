import { z } from "zod";
import { dialsSchema } from "../kit/dials.ts";

/** Nothing of these portals is documented, so everything they might do has a dial. */
export const portalDialsSchema = dialsSchema
  .pick({
    writeKind: true,
    sellsOnlyWhatItShows: true,
    belowHolds: true,
    totalFallsOnLeave: true,
    restocks: true,
    latencyMs: true,
    lateEffectMs: true,
    rate: true,
    pushes: true,
    pushLateMs: true,
    pushesShuffled: true,
    pushesLost: true,
    pushesDoubled: true,
    pushesForged: true,
  })
  .extend({
    /** Listings of a sheet are on sale at once, or wait for a person at the portal. */
    review: z.enum(["none", "by-hand"]),
    /** What a product that is taken down leaves at its address. */
    deadPages: z.enum(["404", "410", "home", "search", "other-host", "says-missing"]),
    robots: z.enum(["open", "closed", "missing", "unreachable"]),
    /** The partner REST answers; off, its addresses do not exist. */
    partner: z.boolean(),
    partnerScheme: z.enum(["bearer", "api_key_header", "hmac_sha256"]),
    pageSize: z.int().positive(),
    /** Lists tell how many rows there are in all. */
    totals: z.boolean(),
    idempotencyKeptMs: z.int().nonnegative(),
  });
export type PortalDials = z.infer<typeof portalDialsSchema>;

export const startingDials = (): PortalDials => ({
  writeKind: "net-set",
  sellsOnlyWhatItShows: true,
  belowHolds: "clipped",
  totalFallsOnLeave: true,
  restocks: true,
  latencyMs: 3_000,
  lateEffectMs: 60_000,
  rate: { requests: 50, perMs: 1_000 },
  pushes: true,
  pushLateMs: 0,
  pushesShuffled: false,
  pushesLost: 0,
  pushesDoubled: 0,
  pushesForged: 0,
  review: "none",
  deadPages: "404",
  robots: "open",
  partner: false,
  partnerScheme: "hmac_sha256",
  pageSize: 50,
  totals: true,
  idempotencyKeptMs: 24 * 3_600_000,
});

import type { ZodType } from "zod";
import type { Access, ConsentRequest, RawAccess } from "./access.ts";
import type { ChannelCode } from "./channel-code.ts";
import type { Instant } from "./instant.ts";
import type { Listing } from "./listing.ts";
import type { Problem } from "./problem.ts";
import type { ChannelTaxonomy } from "./taxonomy.ts";
import type { Text } from "./text.ts";

export interface RawRequest {
  readonly method: string;
  /** The full address as the channel was told it: some channels sign it. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** When it came in, for a channel whose signature holds for a while only; without it such a bell is not believed. */
  readonly receivedAt?: Instant;
}

export const bellSubjects = ["orders", "listings", "stock", "access", "other"] as const;

/** Something changed there; never what. */
export interface Doorbell {
  /** The same for the same bell rung again, where the channel asks that it be heard once. */
  readonly id?: string;
  readonly shopId?: string;
  readonly about: (typeof bellSubjects)[number];
  readonly at?: Instant;
}

/** What the connector can do, so that the backend can compute the way without a network. */
export interface Abilities {
  readonly ways: {
    readonly listings: "api" | "file" | "assisted";
    readonly stock: "api" | "file" | "assisted";
    readonly orders: "api" | "file" | "assisted";
  };
  /** What may be told to the channel of an order; the rest it learns by itself, from its courier or its buyer. */
  readonly commands: readonly ("accept" | "pack" | "ship" | "cancel")[];
  readonly stockKind: "net-set" | "gross-set";
  /** Units can be moved by what they change (sync-protocol §2). */
  readonly adjustsStock?: true;
  /** Goods on their way back can be read. */
  readonly returns?: true;
  /** Its tree of categories can be read. */
  readonly taxonomy?: true;
  /** Its bells are fetched from a queue. */
  readonly bells?: true;
}

/** The part of a channel that needs no network, no clock and no picture library. */
export interface ChannelEdge extends Abilities {
  readonly channel: ChannelCode;
  readonly title: string;
  readonly settings: ZodType;
  /** Where an account's settings decide, as with a key that a channel's owner gave; else the fields above hold. */
  abilitiesOf?(settings: unknown): Abilities;
  /** New work is refused with this sentence; history is kept. Absent: the channel takes work. */
  readonly retired?: Text;
  /** What this channel would refuse about a listing, before it is sent: field, sentence, source of the rule. */
  checkListing(listing: Listing, taxonomy: ChannelTaxonomy): readonly Problem[];
  /** The text that `update` would send, to compare with what is seen. */
  renderListing(listing: Listing): { readonly title: string; readonly description: string };
  consentUrl?(settings: unknown, request: ConsentRequest): string;
  /** Throws a ConnectorError (auth or unexpected) when the answer grants nothing. */
  readAccess?(raw: RawAccess): Access;
  /** undefined when the signature does not hold. The body is a bell, never believed. */
  readDoorbell?(settings: unknown, request: RawRequest): Doorbell | undefined;
}

import { inspect } from "node:util";
import axios, { type AxiosAdapter } from "axios";
import {
  type Access,
  type Catalogue,
  type Channel,
  type ChannelEdge,
  type Connector,
  ConnectorError,
  type Instant,
  instant,
  type ListedSku,
  type Listing,
  type Order,
  type Page,
  type Sku,
  skuSchema,
} from "connectors/contract";
import fc from "fast-check";
import type { MarketplaceOpener, OpenMarketplace } from "./marketplace.ts";
import { bytesOf } from "./pictures.ts";

// The same examples in every run: what fails once fails again.
fc.configureGlobal({ seed: 11 });

export const [first, second, third, fourth] = ["HY00000001", "HY00000002", "HY00000003", "HY00000004"].map((sku) =>
  skuSchema.parse(sku),
) as [Sku, Sku, Sku, Sku];
export const allSkus: readonly Sku[] = Array.from({ length: 60 }, (_, index) =>
  skuSchema.parse(`HY${String(index).padStart(8, "0")}`),
);

/** Long enough for every channel. */
export const consentState = "once-0123456789abcdef";

/** A channel that is asked; it need not be one of the registry. */
export interface Conforming {
  readonly channel: Channel;
  readonly edge: ChannelEdge;
  /** In which everything it says is looked up. */
  readonly texts: readonly Catalogue[];
}

/** One connector on one open marketplace, and what it did to its outside. */
export interface Shop {
  readonly market: OpenMarketplace;
  readonly edge: ChannelEdge;
  readonly texts: readonly Catalogue[];
  /** None where nobody signs in. */
  readonly access: Access | undefined;
  readonly connector: Connector;
  /** How long each call may take. */
  patienceMs: number;
  /** The urgency of each pass through the gate, and how long it was closed for. */
  readonly passes: (string | undefined)[];
  readonly closings: number[];
  readonly errors: ConnectorError[];
  /** Another connector for the same account; without access where none is given. */
  readonly connect: (more?: { readonly access?: Access | undefined; readonly settings?: object }) => Connector;
  readonly signIn: () => Promise<Access>;
  /** How many calls of the API some work made. */
  readonly calls: (work: () => Promise<unknown>) => Promise<number>;
  /** The error that some work ends in, and which no work may hide. */
  readonly failure: (work: Promise<unknown>) => Promise<ConnectorError>;
  /** Its kind; "none" when the work is done. */
  readonly kindOf: (work: Promise<unknown>) => Promise<string>;
  readonly create: (sku?: Sku, more?: Partial<Listing>) => Promise<ListedSku>;
  readonly onSale: (sku: Sku, quantity: number, more?: Partial<Listing>) => Promise<ListedSku>;
  readonly pictures: (listing: Listing) => Promise<readonly { readonly id: string; readonly url?: string | undefined }[]>;
  readonly only: (sku: Sku) => Promise<ListedSku>;
}

/** Asks each promise of a fresh marketplace. */
export interface Suite extends Conforming {
  /** What the connector can do, so that only that is asked. */
  readonly ports: Connector;
  /** What the marketplace has, likewise. */
  readonly has: OpenMarketplace;
  /** Not asked where the last argument is given and stands for nothing. */
  readonly promise: (name: string, ask: (shop: Shop) => void | Promise<void>, ...when: readonly unknown[]) => void;
  /** What is promised so far, each to be asked by itself. */
  readonly promises: readonly { readonly name: string; readonly ask: () => Promise<void> }[];
}

/** The value of a part that has been seen to be there. */
export function part<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a port is missing");
  return value;
}

export async function openSuite(conforming: Conforming, openMarketplace: MarketplaceOpener): Promise<Suite> {
  const { channel } = conforming;
  const has = await openMarketplace();
  const ports = channel.connect(has.settings(), undefined, {
    gate: { pass: () => Promise.resolve(), closeFor: () => undefined },
    now: () => new Date(),
  });
  await has.close();
  const promises: { name: string; ask: () => Promise<void> }[] = [];
  return {
    ...conforming,
    ports,
    has,
    promises,
    promise(name, ask, ...when) {
      if (when.some((each) => !each)) return;
      if (promises.some((each) => each.name === name)) throw new Error(`“${name}” is promised twice`);
      promises.push({
        name,
        async ask() {
          const market = await openMarketplace();
          try {
            await ask(await openShop(conforming, market));
          } finally {
            await market.close();
          }
        },
      });
    },
  };
}

async function openShop({ channel, edge, texts }: Conforming, market: OpenMarketplace): Promise<Shop> {
  const passes: (string | undefined)[] = [];
  const closings: number[] = [];
  const errors: ConnectorError[] = [];
  const shop = { patienceMs: 20_000 };
  /** The real network on loopback; only patience may be shorter, so that silence does not take 20 s to prove. */
  const http: AxiosAdapter = (config) => axios.getAdapter("http")({ ...config, timeout: shop.patienceMs });
  const outside = {
    http,
    gate: {
      async pass(urgency?: string) {
        passes.push(urgency);
      },
      closeFor: (ms: number) => void closings.push(ms),
    },
    now: () => new Date(market.clock.now()),
  };
  const connect: Shop["connect"] = ({ access, settings = {} } = {}) =>
    channel.connect({ ...market.settings(), ...settings }, access, outside);

  async function signIn(): Promise<Access> {
    const { access } = connect();
    const url = part(edge.consentUrl?.(market.settings(), { redirectUrl: `${market.origin}/back?own=1`, state: consentState }));
    const query = await part(market.consent)(url);
    return part(edge.readAccess?.(await part(access).exchange({ query })));
  }
  async function failure(work: Promise<unknown>): Promise<ConnectorError> {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      errors.push(error);
      return error;
    }
    throw new Error("it did not fail");
  }
  async function kindOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      errors.push(error);
      return error.kind;
    }
    return "none";
  }

  const access = connect().access && (await signIn());
  const connector = connect({ access });
  const listings = () => part(connector.listings);
  async function pictures(listing: Listing) {
    const pictures = [];
    for (const picture of listing.pictures)
      pictures.push((await listings().uploadPicture?.(picture, bytesOf(picture))) ?? { id: picture.url, url: picture.url });
    return pictures;
  }
  async function only(sku: Sku): Promise<ListedSku> {
    const [seen, ...twins] = await listings().look(sku);
    if (!seen || twins.length) throw new Error(`${twins.length + (seen ? 1 : 0)} listings of ${sku}`);
    const { productId, variantId } = seen;
    return { sku, productId, ...(variantId === undefined ? {} : { variantId }) };
  }
  async function create(sku: Sku = first, more: Partial<Listing> = {}): Promise<ListedSku> {
    const listing = market.listing({ sku, ...more });
    await listings().createHidden(listing, await pictures(listing));
    await market.letThrough?.(sku);
    return only(sku);
  }
  return Object.assign(shop, {
    market,
    edge,
    texts,
    access,
    connector,
    passes,
    closings,
    errors,
    connect,
    signIn,
    failure,
    kindOf,
    pictures,
    only,
    create,
    async calls(work: () => Promise<unknown>) {
      const before = market.requests().length;
      await work();
      return market.requests().length - before;
    },
    async onSale(sku: Sku, quantity: number, more: Partial<Listing> = {}) {
      const listed = await create(sku, more);
      await listings().activate(listed);
      await part(connector.stock).push([{ listed, quantity }]);
      return listed;
    },
  });
}

/** Every page, each problem too; a list that does not end is an error. */
export async function pages<Item, Read extends Page<Item>>(
  read: (cursor: string | undefined) => Promise<Read & Page<Item>>,
): Promise<{ items: Item[]; problems: Page<Item>["problems"][number][]; pages: Read[] }> {
  const items: Item[] = [];
  const problems: Page<Item>["problems"][number][] = [];
  const all: Read[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    items.push(...page.items);
    problems.push(...page.problems);
    all.push(page);
    if (page.nextCursor === undefined) return { items, problems, pages: all };
    if (all.length > 400) throw new Error("the pages do not end");
    cursor = page.nextCursor;
  }
}

export const ago = (shop: Shop, ms: number): Instant => instant(shop.market.clock.now() - ms);
export const hour = 3_600_000;
export const day = 24 * hour;

export const idsOf = (orders: readonly Order[]): string[] => orders.map(({ id }) => id);
export const ordersSince = (shop: Shop, changedSince: Instant = ago(shop, hour)) =>
  pages<Order, Page<Order>>((cursor) => part(shop.connector.orders).list({ changedSince, cursor }));
export const ordersCreatedSince = (shop: Shop, createdSince: Instant = ago(shop, hour)) =>
  pages<Order, Page<Order> & { readonly complete: boolean }>((cursor) =>
    part(shop.connector.orders).listCreated({ createdSince, cursor }),
  );

/** Everything an error says of itself, its cause and its stack. */
export const everythingIn = (error: unknown): string => inspect(error, { depth: 8, showHidden: true });

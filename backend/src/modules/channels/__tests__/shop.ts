import type { Act, Outcome, Purpose } from "../act-types";
import type ChannelsModuleService from "../service";

export const sku = "HY00000001";
export const wanted = {
  sku,
  title: "Mật ong hoa nhãn",
  shortDescription: "",
  description: "Mật ong Hưng Yên.",
  unit: "chai",
  price: 120_000,
  weightGrams: 700,
  pictures: [],
  producerName: "HTX Minh Họa",
  origin: "Hưng Yên",
  simulated: true,
  onChannel: { carrierIds: [], attributes: {} },
} as never;

const settingsOf = {
  shopee: {
    partnerId: 1,
    partnerKey: "key-of-a-test",
    apiHost: "http://127.0.0.1:4010/shopee",
    consentHost: "http://127.0.0.1:4010/shopee",
    shopId: 7,
    pushUrl: "http://localhost:9000/webhooks/shopee",
    language: "vi",
  },
  lazada: {
    appKey: "1",
    appSecret: "secret-of-a-test",
    apiHost: "http://127.0.0.1:4010/lazada",
    authHost: "http://127.0.0.1:4010/lazada",
  },
  tiki: {
    clientId: "client",
    clientSecret: "secret-of-a-test",
    clientAuth: "basic",
    redirectUrl: "http://localhost:9000/consent/tiki",
    apiHost: "http://127.0.0.1:4010",
    warehouseId: 1,
  },
} as const;
export type TestChannel = keyof typeof settingsOf;

export const now = () => new Date().toISOString();
export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A row of a list of orders that cannot be read, and what may be in it. */
export const unread = (mayContain?: readonly string[]) => ({
  code: "kit.row-unreadable",
  params: { row: "order-9", why: "quantity" },
  row: "order-9",
  ...(mayContain ? { mayContain } : {}),
});
/** A listing of our SKU as a look finds it; 11 is the one we publish. */
export const seen = (productId: string, stock = 0) => ({
  sellerSku: sku,
  productId,
  variantId: productId === "11" ? "12" : undefined,
  state: "live",
  channelState: "NORMAL",
  pictureIds: [],
  stock,
});

/** What a channel answers in one turn. */
export interface Answers {
  readonly sellable?: number;
  readonly total?: number;
  readonly held?: number;
  readonly created?: readonly object[];
  readonly changes?: readonly object[];
  readonly listings?: readonly object[];
  readonly looked?: readonly object[];
  readonly orders?: readonly object[];
  readonly returns?: readonly object[];
  /** Of lists of orders. */
  readonly problems?: readonly object[];
  readonly outcome?: (act: Act) => object | undefined;
}

/** One seller of one SKU, and a worker that carries out what it is given. */
export function openShop(service: ChannelsModuleService) {
  async function account(channel: TestChannel = "shopee"): Promise<string> {
    const { id } = await service.createAccount({
      channel,
      title: "Gian hàng thử",
      ownerKind: "programme",
      settings: settingsOf[channel],
      simulated: true,
    });
    await service.saveAccess({
      accountId: id,
      generation: 0,
      access: { accessToken: "a", refreshToken: "r", expiresAt: "2100-01-01T00:00:00.000Z" as never },
    });
    await service.releaseAccount(id);
    return id;
  }
  const list = (accountId: string, more: object = {}) =>
    service.upsertListing({
      accountId,
      sku,
      variantId: "variant_1",
      recipe: [{ inventoryItemId: "item_1", quantity: 1 }],
      wanted,
      wantedLive: true,
      ...more,
    });
  const settle = (turnId: string, act: Act, more: object = {}) =>
    service.recordOutcome(act.id, { turnId, beganAt: now(), endedAt: now(), ...more } as unknown as Outcome);

  /** A whole turn; what its acts were. */
  async function turn(accountId: string, purpose: Purpose, answers: Answers = {}): Promise<Act[]> {
    const opened = await service.openTurn({ accountId, purpose, worker: "test" });
    const done: Act[] = [];
    if (!opened.turn) return done;
    const { id } = opened.turn;
    for (let { acts } = opened.turn; acts.length; acts = (await service.nextActs(id)).acts)
      for (const act of acts) {
        done.push(act);
        const { sellable = 0, total, held } = answers;
        const counters = { sku, sellable, total, held, readBeganAt: now() };
        const page = {
          turnId: id,
          number: 0,
          beganAt: now(),
          orders:
            act.kind === "read-orders-created"
              ? (answers.created ?? [])
              : act.kind === "read-order-changes"
                ? (answers.changes ?? [])
                : act.kind === "read-orders"
                  ? (answers.orders ?? [])
                  : [],
          returns: act.kind === "read-returns" ? (answers.returns ?? []) : [],
          listings: act.kind === "list-listings" ? (answers.listings ?? []) : [],
          counters: act.kind === "read-stock" ? [counters] : [],
          problems: /^read-order(s-created|-changes)$/.test(act.kind) ? (answers.problems ?? []) : [],
        };
        if (page.problems.length || page.returns.length || page.orders.length || page.counters.length || page.listings.length)
          await service.recordReading(act.id, page as never);
        const applied = { applied: [sku], refused: [], unsure: [] };
        await settle(id, act, {
          complete: true,
          report: applied,
          looked: answers.looked ?? [],
          ...(act.kind === "create-hidden" ? { listed: { sku, productId: "11", variantId: "12" } } : {}),
          ...answers.outcome?.(act),
        });
      }
    return done;
  }
  const kinds = async (accountId: string, purpose: Purpose, answers?: Answers) =>
    (await turn(accountId, purpose, answers)).map(({ kind }) => kind);

  const order = (change: object = {}) => ({
    id: "order-1",
    state: "new",
    channelState: "READY",
    createdAt: now(),
    changedAt: now(),
    lines: [
      {
        id: "1",
        productId: "11",
        variantId: "12",
        sellerSku: sku,
        title: "Mật",
        quantity: 1,
        cancelledQuantity: 0,
        returnedQuantity: 0,
        unitPrice: 1,
      },
    ],
    ...change,
  });

  return {
    account,
    list,
    turn,
    kinds,
    order,
    settle,
    async published(channel: TestChannel): Promise<string> {
      const id = await account(channel);
      await list(id);
      await turn(id, "push-listings");
      return id;
    },
    /** Ten units, and every create seen by now: time for the second look. */
    async publishedLongAgo(): Promise<string> {
      const id = await this.published("shopee");
      const [listing] = await service.listChannelListings({ account_id: id });
      await service.updateChannelListings({ id: listing?.id ?? "", publish: { creates: 1, createdAt: Date.now() - 60_000 } });
      await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
      return id;
    },
    twins: (accountId: string) => service.listChannelTwins({ account_id: accountId }),
    /** Whether its next turn writes stock, with these rows in its list of orders. */
    raises: async (accountId: string, ...problems: object[]) =>
      (await kinds(accountId, "push-stock", { problems })).includes("push-stock"),
    async exposure(accountId: string) {
      const [exposure] = await service.listExposures({ account_id: accountId });
      if (!exposure) throw new Error("no exposure");
      return exposure;
    },
    problems: (accountId: string) => service.listChannelProblems({ account_id: accountId, resolved_at: null }),
  };
}

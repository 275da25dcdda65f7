import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import type { Act, Outcome, Purpose } from "../act-types";
import { handTask } from "../assisted";
import * as models from "../models";
import { publicAddress } from "../public-address";
import type ChannelsModuleService from "../service";

const sku = "HY00000001";
const wanted = {
  sku,
  title: "Mật ong hoa nhãn",
  shortDescription: "",
  description: "Mật ong Hưng Yên.",
  unit: "chai",
  price: 120_000,
  weightGrams: 700,
  pictures: [
    { sha256: "0", mediaType: "image/png", url: "http://localhost:9000/files/illustrations/x.png", illustration: true },
  ],
  certificate: { stars: 4, decisionNumber: "12/QĐ-UBND", decisionDate: "2026-01-05", validTo: "2029-01-05", simulated: true },
  producerName: "HTX Minh Họa",
  origin: "Hưng Yên",
  simulated: true,
  onChannel: { carrierIds: [], attributes: {} },
};
const address = "https://ketnoiocop.vn/san-pham/mat-ong";
const now = () => new Date().toISOString();
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

describe("what a person has to do", () => {
  const texts = { title: "Mật ong", description: "Mật.", price: 1, pack: "chai", certificate: "" };
  const at = 1_000_000;
  const listing = (more: object) => ({
    wanted_live: true,
    conflict: null,
    url: null,
    sent: null,
    seen: null,
    seen_at: null,
    ...more,
  });
  const there = { url: address, sent: { ...texts, live: true, at } };
  const seen = (state: string, when: number) => ({ seen: { state }, seen_at: new Date(when) });
  const kind = (way: "file" | "assisted", more: object) => handTask(way, listing(more), texts)?.kind;

  it.each([
    ["nothing is there", "assisted", {}, "publish"],
    ["all is as we want it", "assisted", there, undefined],
    ["the price is another", "assisted", { ...there, sent: { ...there.sent, price: 2 } }, "change"],
    ["the stars have gone", "assisted", { ...there, sent: { ...there.sent, certificate: "OCOP 4 sao" } }, "change"],
    ["a look since then finds no page", "assisted", { ...there, ...seen("gone", at + 1) }, "publish"],
    ["a look before then found no page", "assisted", { ...there, ...seen("gone", at - 1) }, undefined],
    ["somebody has to choose first", "assisted", { conflict: {} }, undefined],
    ["it is not wanted and never was there", "assisted", { wanted_live: false }, undefined],
    ["it is not wanted any more", "assisted", { ...there, wanted_live: false }, "take-down"],
    ["it is gone", "assisted", { ...there, wanted_live: false, ...seen("gone", at + 1) }, undefined],
    ["it was taken down, they say", "assisted", { url: address, sent: { live: false, at }, wanted_live: false }, undefined],
    [
      "it was taken down, they say, and is there",
      "assisted",
      { url: address, sent: { live: false, at }, wanted_live: false, ...seen("live", at + 1) },
      "take-down",
    ],
    ["a file is needed", "file", {}, "sheet"],
    ["the file there is older", "file", { ...there, sent: { ...there.sent, title: "Mật" } }, "sheet"],
    ["the file is there and nobody named the page", "file", { ...there, url: null }, "address"],
    ["the page is named", "file", there, undefined],
  ] as const)("when %s", (_when, way, more, expected) => {
    expect(kind(way, more)).toBe(expected);
  });
});

describe("a public address", () => {
  const refused = (written: string, hosts?: readonly string[]) => {
    const kept = publicAddress(written, hosts);
    return "refused" in kept ? kept.refused.code : kept.url;
  };
  it.each([
    ["https://ketnoiocop.vn/a?b=1#c", "https://ketnoiocop.vn/a?b=1"],
    [" https://KETNOIOCOP.vn/a ", "https://ketnoiocop.vn/a"],
    ["https://evil.vn/ketnoiocop.vn", "channels.address-elsewhere"],
    ["https://ketnoiocop.vn.evil.vn/a", "channels.address-elsewhere"],
    ["https://ketnoiocop.vn:8443/a", "channels.address-elsewhere"],
    ["https://a:b@ketnoiocop.vn/a", "channels.address-private"],
    ["http://ketnoiocop.vn/a", "channels.address-not-https"],
    ["javascript:alert(1)", "channels.address-not-https"],
    ["trang của tôi", "channels.address-unreadable"],
    [`https://ketnoiocop.vn/${"a".repeat(2_000)}`, "channels.address-unreadable"],
  ])("%s where the channel's hosts are known", (written, expected) => {
    expect(refused(written, ["ketnoiocop.vn"])).toBe(expected);
  });
  it.each([
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "10.1.2.3",
    "169.254.169.254",
    "192.168.1.1",
    "[::1]",
    "[::ffff:10.0.0.1]",
    "[fd00::1]",
  ])("https://%s/ is nobody's page, whether the hosts are known or not", (host) => {
    expect(refused(`https://${host}/`)).toBe("channels.address-private");
    expect(refused(`https://${host}/`, ["ketnoiocop.vn"])).toBe("channels.address-private");
  });
  it.each(["localhost", "backend", "printer.local", "db.internal"])("a name of our own network is refused: %s", (host) => {
    expect(refused(`https://${host}/`)).toBe("channels.address-private");
  });
  it("is any host's where none is named, on its usual port", () => {
    expect(refused("https://example.org/a")).toBe("https://example.org/a");
    expect(refused("https://example.org:8443/a")).toBe("channels.address-private");
  });
  it("is this machine's only where the settings name it", () => {
    expect(refused("http://127.0.0.1:4010/a", ["127.0.0.1:4010"])).toBe("http://127.0.0.1:4010/a");
    expect(refused("http://127.0.0.1:4011/a", ["127.0.0.1:4010"])).toBe("channels.address-not-https");
  });
});

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    async function account(channel: "ketnoiocop" | "postmart"): Promise<string> {
      const title = `Gian hàng ${channel}`;
      const { id } = await service.createAccount({ channel, title, ownerKind: "programme", settings: {}, simulated: true });
      await service.releaseAccount(id);
      return id;
    }
    const list = (
      accountId: string,
      more: { sku?: string; wanted?: object; wantedLive?: boolean; wantedStockCap?: number } = {},
    ) =>
      service.upsertListing({
        accountId,
        sku: more.sku ?? sku,
        variantId: "variant_1",
        recipe: [{ inventoryItemId: "item_1", quantity: 1 }],
        wantedLive: true,
        ...more,
        wanted: { ...wanted, sku: more.sku ?? sku, ...more.wanted } as never,
      });
    async function open(accountId: string, purpose: Purpose) {
      return (await service.openTurn({ accountId, purpose, worker: "test" })).turn;
    }
    const settle = (turnId: string, act: Act | undefined, more: object = {}) =>
      service.recordOutcome(act?.id ?? "", { turnId, beganAt: now(), endedAt: now(), ...more } as unknown as Outcome);
    /** One turn of looking; undefined where nothing is due. */
    async function look(accountId: string, page: object): Promise<Act | undefined> {
      const turn = await open(accountId, "look-at-listings");
      const [act] = turn?.acts ?? [];
      if (!turn) return undefined;
      await settle(turn.id, act, { page });
      await service.nextActs(turn.id);
      return act;
    }
    const due = (listingId: string) =>
      service.updateChannelListings({ id: listingId, page_looked_at: new Date(Date.now() - 61_000) });
    const person = { kind: "producer_member" as const, id: "m1", name: "Chị Hoa" };
    const prove = (listingId: string, more: object = {}) =>
      service.handInProof({ listingId, url: address, version: 1, person, ...more });
    const stands = async (listingId: string) => {
      const { state, says, whose, move } = await service.standingOf(listingId);
      return [state, says.code, whose, move];
    };

    describe("a channel that is listed on by hand", () => {
      it("takes a person's word for a reason to look, and counts what the look saw", async () => {
        const accountId = await account("ketnoiocop");
        const { id } = await list(accountId);
        expect(await stands(id)).toEqual(["waiting", "channels.hand-publish", "producer", "open-task"]);
        expect(await prove(id, { version: 0 })).toMatchObject({ refused: { code: "channels.task-older" } });
        expect(await prove(id, { url: "" })).toMatchObject({ refused: { code: "channels.address-missing" } });
        expect(await prove(id, { url: "https://evil.vn/a" })).toMatchObject({
          refused: { code: "channels.address-elsewhere" },
        });
        expect(await service.listChannelProofs({})).toEqual([]);
        expect(await look(accountId, { state: "live" })).toBeUndefined();

        expect(await prove(id, { note: "đã đăng" })).toEqual({ accountId, task: "publish" });
        expect(await service.listChannelProofs({ listing_id: id })).toMatchObject([
          { task: "publish", url: address, note: "đã đăng", person_name: "Chị Hoa", texts: { title: wanted.title } },
        ]);
        expect(await stands(id)).toEqual(["waiting", "channels.page-not-seen", "nobody", "wait"]);
        expect(await service.liveObservations()).toEqual([]);

        const act = await look(accountId, { state: "unreadable", reason: "robots", says: { code: "kit.page-robots" } });
        expect(act).toMatchObject({ kind: "observe-page", url: address, title: wanted.title });
        expect(await stands(id)).toEqual(["unknown", "channels.page-unreadable", "nobody", "wait"]);
        expect(await service.liveObservations()).toEqual([]);
        // Politeness: the address was asked for just now, whatever came of it.
        expect(await look(accountId, { state: "live" })).toBeUndefined();

        await due(id);
        await look(accountId, { state: "live", title: wanted.title, httpStatus: 200, sha256: "abc", price: 120_000 });
        expect(await stands(id)).toEqual(["live", "channels.live", "nobody", undefined]);
        expect(await service.liveObservations()).toMatchObject([
          { state: "live", url: address, method: "page", simulated: true },
        ]);
        // A page that cannot be read today was there yesterday all the same.
        await due(id);
        await look(accountId, { state: "unreadable", reason: "http-503", httpStatus: 503 });
        expect(await service.liveObservations()).toMatchObject([{ state: "live" }]);
        expect((await stands(id))[1]).toBe("channels.live");
        expect(
          (await service.looksAt(["variant_1"])).map(({ state, http_status, reason }) => [state, http_status, reason]),
        ).toEqual([
          ["unreadable", 503, "http-503"],
          ["live", 200, null],
          ["unreadable", null, "robots"],
        ]);

        await due(id);
        await look(accountId, { state: "gone", httpStatus: 404 });
        expect(await service.liveObservations()).toMatchObject([{ state: "gone" }]);
        expect(await stands(id)).toEqual(["waiting", "channels.hand-gone", "producer", "open-task"]);
      });

      it("gives one page to one product", async () => {
        const accountId = await account("ketnoiocop");
        const [one, other] = [await list(accountId), await list(accountId, { sku: "HY00000002" })];
        await prove(one.id);
        expect(await prove(other.id)).toMatchObject({ refused: { code: "channels.address-taken" } });
      });

      it("shows another title at once, and asks who is right once it was seen twice", async () => {
        const accountId = await account("ketnoiocop");
        const { id } = await list(accountId);
        await prove(id);
        await service.updateChannelListings({ id, sent: { title: wanted.title, live: true, at: Date.now() - 60_000 } });
        const changed = { state: "changed", title: "Mật ong rừng", httpStatus: 200, reason: "title" };
        await look(accountId, changed);
        expect(await service.standingOf(id)).toMatchObject({
          says: { code: "channels.page-changed", params: { theirs: "Mật ong rừng", ours: wanted.title } },
          move: "look",
        });
        expect(await service.liveObservations()).toMatchObject([{ state: "changed", title: "Mật ong rừng" }]);
        const [listing] = await service.listChannelListings({ id });
        const seen = listing?.seen as { foreign: { title: { since: number } } };
        seen.foreign.title.since -= 10_000;
        await service.updateChannelListings({ id, seen, page_looked_at: null });
        await look(accountId, changed);
        expect((await service.retrieveChannelListing(id)).conflict).toMatchObject({
          field: "title",
          ours: wanted.title,
          theirs: "Mật ong rừng",
        });
        expect((await stands(id)).slice(0, 2)).toEqual(["conflict", "channels.conflict"]);
        await service.resolveConflict({ listingId: id });
        expect(await stands(id)).toEqual(["waiting", "channels.hand-change", "producer", "open-task"]);
        // Changed there before anybody told: what is seen is more than what is said.
        await due(id);
        await look(accountId, { ...changed, title: wanted.title });
        expect((await stands(id))[1]).toBe("channels.live");
      });

      it("asks for pages one at a time, and again for those that were not asked for in time", async () => {
        const accountId = await account("ketnoiocop");
        const [one, other] = [await list(accountId), await list(accountId, { sku: "HY00000002" })];
        await prove(one.id);
        await prove(other.id, { url: `${address}-2` });
        const turn = await open(accountId, "look-at-listings");
        const [first] = turn?.acts ?? [];
        await settle(turn?.id ?? "", first, { error: { kind: "retryable", code: "too-late", message: "", sent: false } });
        const [second, ...more] = (await service.nextActs(turn?.id ?? "")).acts;
        expect([first, second].map((act) => act && "sku" in act && act.sku)).toEqual([sku, "HY00000002"]);
        expect(more).toEqual([]);
        await settle(turn?.id ?? "", second, { page: { state: "live", title: wanted.title } });
        expect((await service.nextActs(turn?.id ?? "")).acts).toEqual([]);
        expect((await look(accountId, { state: "live", title: wanted.title }))?.kind).toBe("observe-page");
        expect(await look(accountId, { state: "live" })).toBeUndefined();
      });

      it("wants the page changed with the texts and the stars, and taken down with the wish", async () => {
        const accountId = await account("ketnoiocop");
        const { id } = await list(accountId);
        await prove(id);
        const { certificate: _, ...without } = wanted;
        await service.upsertListing({
          accountId,
          sku,
          variantId: "variant_1",
          recipe: [],
          wanted: { ...without, price: 130_000 } as never,
          wantedLive: true,
        });
        const [row] = await service.listChannelListings({ id });
        const [owner] = await service.listChannelAccounts({ id: accountId });
        if (!row || !owner) throw new Error("no listing");
        expect(service.byHandAt(owner)(row)?.task).toEqual({ kind: "change", differs: ["price", "certificate"] });
        expect(await prove(id, { url: undefined, version: 2 })).toMatchObject({ task: "change" });
        await list(accountId, { wantedLive: false });
        expect(await stands(id)).toEqual(["waiting", "channels.hand-take-down", "producer", "open-task"]);
        expect(await prove(id, { url: undefined, version: 3 })).toMatchObject({ task: "take-down" });
        expect((await stands(id))[1]).toBe("channels.not-wanted");
        expect(await prove(id, { version: 3 })).toMatchObject({ refused: { code: "channels.no-task" } });
        // It is looked at until it is seen to be gone.
        expect((await look(accountId, { state: "gone", httpStatus: 410 }))?.kind).toBe("observe-page");
        await due(id);
        expect(await look(accountId, { state: "gone" })).toBeUndefined();
      });
    });

    describe("a channel that trades in files", () => {
      const file = (text: string) => ({ name: "don.csv", mediaType: "text/csv", base64: Buffer.from(text).toString("base64") });
      const id = (kept: object): string => String((kept as { id?: string }).id);
      async function write(accountId: string, kind: "listings" | "offers" | "stock", more: object = {}) {
        const sheetId = id(await service.askSheet({ accountId, kind }));
        const turn = await open(accountId, "write-sheets");
        const act = turn?.acts.find((each) => "sheetId" in each && each.sheetId === sheetId);
        await settle(turn?.id ?? "", act, { file: file(`${kind} ${sheetId}`), ...more });
        await service.nextActs(turn?.id ?? "");
        return { sheetId, act };
      }
      async function read(accountId: string, page: object, outcome: object = { complete: true }) {
        const turn = await open(accountId, "read-sheet");
        const [act] = turn?.acts ?? [];
        const empty = { orders: [], returns: [], listings: [], counters: [], problems: [] };
        await service.recordReading(act?.id ?? "", {
          turnId: turn?.id ?? "",
          number: 0,
          beganAt: now(),
          ...empty,
          ...page,
        } as never);
        await settle(turn?.id ?? "", act, outcome);
        await service.nextActs(turn?.id ?? "");
      }
      const order = (orderId: string, more: object = {}) => ({
        id: orderId,
        state: "new",
        channelState: "Mới",
        createdAt: now(),
        changedAt: now(),
        lines: [
          { id: "1", sellerSku: sku, title: "Mật", quantity: 2, cancelledQuantity: 0, returnedQuantity: 0, unitPrice: 1 },
        ],
        ...more,
      });

      it("is wanted a file, then an address, then a look", async () => {
        const accountId = await account("postmart");
        const listing = await list(accountId);
        expect(await stands(listing.id)).toEqual(["waiting", "channels.hand-sheet", "producer", "open-sheets"]);
        const { sheetId } = await write(accountId, "listings");
        expect((await stands(listing.id))[1]).toBe("channels.hand-sheet");
        expect(await service.confirmSheet(sheetId)).toBeUndefined();
        expect(await stands(listing.id)).toEqual(["waiting", "channels.hand-address", "producer", "open-task"]);
        expect(await prove(listing.id, { url: "https://buudien.vn/mat-ong" })).toMatchObject({ task: "address" });
        await look(accountId, { state: "live", title: wanted.title });
        expect((await stands(listing.id))[1]).toBe("channels.live");
      });

      it("reads the same bytes once, and says row by row what they did", async () => {
        const accountId = await account("postmart");
        await list(accountId);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
        const hand = (text: string) => service.handInSheet({ accountId, kind: "orders", ...file(text) });
        const both = await Promise.all([hand("A"), hand("A")]);
        const [one] = both;
        expect(both.filter((each) => "again" in each && !each.again)).toHaveLength(1);
        expect(new Set(both.map(id)).size).toBe(1);
        const unknown = order("B", { lines: [{ ...order("B").lines[0], sellerSku: "LẠ" }] });
        await read(accountId, { orders: [order("A"), unknown], problems: [{ code: "kit.price", row: 4 }] });
        const [sheet] = await service.listSheetFiles({ id: id(one) });
        expect(sheet).toMatchObject({ state: "read", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
        expect(sheet?.report).toMatchObject({
          rows: [
            { order: "A", is: "new" },
            { order: "B", is: "new", unmapped: true },
          ],
          problems: [{ row: 4, says: { code: "kit.price" } }],
        });
        expect(await hand("A")).toEqual({ id: id(one), again: true });
        expect(await open(accountId, "read-sheet")).toBeNull();
        expect((await service.boundOf("item_1")).held).toBe(2);
        await hand("B");
        await read(accountId, { orders: [{ ...order("A"), changedAt: later(1_000), channelState: "Đã nhận" }] });
        const [newest] = await service.listSheetFiles({ account_id: accountId }, { order: { created_at: "DESC" } });
        expect(newest?.report).toMatchObject({ rows: [{ order: "A", is: "updated" }] });
        expect((await service.boundOf("item_1")).held).toBe(2);
      });

      it("takes a file of numbers only where it trades in them, and from no later than now", async () => {
        const [files, hand] = [await account("postmart"), await account("ketnoiocop")];
        const stock = (accountId: string, more: object = {}) =>
          service.handInSheet({ accountId, kind: "stock", ...file("S"), ...more });
        expect(await stock(hand)).toMatchObject({ refused: { code: "channels.sheet-not-here" } });
        expect(await stock(files, { takenAt: later(60_000) })).toMatchObject({ refused: { code: "channels.taken-later" } });
        expect(await service.askSheet({ accountId: hand, kind: "stock" })).toMatchObject({
          refused: { code: "channels.sheet-not-here" },
        });
        expect(await service.askSheet({ accountId: files, kind: "stock" })).toMatchObject({
          refused: { code: "channels.sheet-nothing-shared" },
        });
      });

      it("keeps a share from everybody else from the moment its file is planned", async () => {
        const accountId = await account("postmart");
        const { id: listingId } = await list(accountId);
        await list(accountId, { sku: "HY00000002", wantedStockCap: 100 });
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
        await service.setShare({ listingId, units: 6 });
        const sheetId = id(await service.askSheet({ accountId, kind: "stock" }));
        const turn = await open(accountId, "write-sheets");
        expect(turn?.acts).toMatchObject([{ kind: "write-stock-sheet", levels: [{ listed: { sku }, quantity: 6 }] }]);
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 6, sellableHere: 4 });
        const sale = (quantity: number) =>
          service.admitSale({ key: `cart:${quantity}`, components: [{ inventoryItemId: "item_1", quantity }] });
        expect((await sale(5)).admitted).toBe(false);
        // The answer was lost: planned again the file is the same one, booked once.
        await service.endTurn(turn?.id ?? "");
        const again = await open(accountId, "write-sheets");
        expect(again?.acts).toMatchObject([{ levels: [{ quantity: 6 }] }]);
        expect((await service.boundOf("item_1")).claims).toBe(6);
        await settle(again?.id ?? "", again?.acts[0], { file: file("stock") });
        await service.nextActs(again?.id ?? "");
        expect((await service.retrieveSheetFile(sheetId)).report).toMatchObject({
          count: 1,
          problems: [{ row: "HY00000002", says: { code: "channels.share-does-not-fit" } }],
        });
        // Nobody has downloaded it, so it is nowhere.
        expect(await service.discardSheet(sheetId)).toBeUndefined();
        expect((await service.boundOf("item_1")).claims).toBe(0);
        expect((await sale(5)).admitted).toBe(true);
      });

      it("takes back what was booked for a file that failed, and for a row that was left out of one", async () => {
        const accountId = await account("postmart");
        await list(accountId, { wantedStockCap: 3 });
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
        await write(accountId, "stock", {
          file: undefined,
          error: { kind: "validation", code: "no-sheet", message: "", sent: false },
        });
        expect((await service.boundOf("item_1")).claims).toBe(0);
        await write(accountId, "stock", { problems: [{ code: "kit.price", row: sku }] });
        expect((await service.boundOf("item_1")).claims).toBe(0);
        const { sheetId } = await write(accountId, "stock");
        await service.noteDownloaded(sheetId);
        expect(await service.discardSheet(sheetId)).toMatchObject({ refused: { code: "channels.sheet-downloaded" } });
        expect((await service.boundOf("item_1")).claims).toBe(3);
      });

      it("gives a share back by a stock file and the orders taken after it, and by nothing less", async () => {
        const accountId = await account("postmart");
        await list(accountId, { wantedStockCap: 6 });
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
        const claims = async () => (await service.boundOf("item_1")).claims;
        const { sheetId } = await write(accountId, "stock");
        const clock = async (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        const stock = async (text: string, sellable: number) => {
          await service.handInSheet({ accountId, kind: "stock", ...file(text), takenAt: now() });
          await read(accountId, { counters: [{ sku, sellable, readBeganAt: now() }] });
        };
        const orders = async (text: string, ...given: object[]) => {
          await service.handInSheet({ accountId, kind: "orders", ...file(text), takenAt: now() });
          await read(accountId, { orders: given });
        };
        // Nobody has said that the file is there: it may still be uploaded.
        await stock("1", 1);
        await clock(3_100);
        await orders("1", order("A"));
        expect([await claims(), (await service.boundOf("item_1")).held]).toEqual([4, 2]);

        await service.noteDownloaded(sheetId);
        await service.confirmSheet(sheetId);
        await orders("2", order("A"));
        expect(await claims()).toBe(4);
        await clock(2_100);
        await stock("2", 1);
        await clock(3_100);
        // An order that we know and the file does not.
        await orders("3");
        expect(await claims()).toBe(4);
        await orders("4", order("A"));
        expect(await claims()).toBe(1);
        // A file later the proof need not hold what was proven before.
        const next = await write(accountId, "stock");
        expect(await claims()).toBe(7);
        await service.confirmSheet(next.sheetId);
        await clock(2_100);
        await stock("3", 6);
        await clock(3_100);
        await orders("5", order("A"));
        expect(await claims()).toBe(6);
      });
    });
  },
});

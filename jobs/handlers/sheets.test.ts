import { type Connector, ConnectorError, instant, type SeenPage, type SheetPort } from "connectors/contract";
import { describe, expect, it } from "vitest";
import type { ActContext } from "../act-context.ts";
import { type Act, actSchema, type ReadingPage } from "../worker-api.ts";
import { carryOut } from "./index.ts";

const at = instant("2026-11-25T09:00:00.000Z");
const file = { name: "ton.csv", mediaType: "text/csv", bytes: new TextEncoder().encode("SKU;Tồn") };
const base64 = Buffer.from(file.bytes).toString("base64");
const problem = { code: "kit.price", row: "HY00000002" };
const listed = { sku: "HY00000001", productId: "" };

const act = (kind: Act["kind"], more: object) => actSchema.parse({ id: "1", sendBefore: at, kind, ...more });

function open(ports: Partial<Connector>) {
  const posted: Partial<ReadingPage>[] = [];
  const context: ActContext = {
    connector: { channel: "postmart", checkAccount: async () => {}, ...ports },
    backend: { picture: async () => new Uint8Array() },
    now: () => at,
    post: async (page) => void posted.push(page),
  };
  return { context, posted };
}

describe("files that a person carries", () => {
  const given: unknown[] = [];
  const write = async (rows: unknown) => {
    given.push(rows);
    return { ...file, problems: [problem] };
  };
  const sheets: SheetPort = {
    writeListings: write,
    writeOffers: write,
    writeStock: write,
    async readStock(read) {
      given.push(read.takenAt);
      return { items: [{ sku: listed.sku as never, sellable: 3, readBeganAt: at }], problems: [problem] };
    },
  };

  it.each([
    ["write-offer-sheet", { offers: [{ listed, price: 120_000 }] }],
    ["write-stock-sheet", { levels: [{ listed, quantity: 6 }] }],
    ["write-listing-sheet", { listings: [] }],
  ] as const)("%s brings the file back with the rows that were left out of it", async (kind, rows) => {
    const found = await carryOut(act(kind, { sheetId: "s", ...rows }), open({ sheets }).context);
    expect(found).toEqual({ file: { name: file.name, mediaType: file.mediaType, base64 }, problems: [problem] });
    expect(given.at(-1)).toEqual(Object.values(rows)[0]);
  });

  it("read-stock-sheet posts what it counts, since when, and what it could not read", async () => {
    const { context, posted } = open({ sheets });
    const sheet = { sheetId: "s", file: { name: file.name, mediaType: file.mediaType, base64, takenAt: at } };
    expect(await carryOut(act("read-stock-sheet", sheet), context)).toEqual({ complete: false });
    expect(given.at(-1)).toBe(at);
    expect(posted).toEqual([{ counters: [{ sku: listed.sku, sellable: 3, readBeganAt: at }], problems: [problem] }]);
  });

  it.each([
    ["write-offer-sheet", { offers: [] }],
    ["write-stock-sheet", { levels: [] }],
    ["read-stock-sheet", { file: { name: file.name, mediaType: file.mediaType, base64 } }],
  ] as const)("%s says to a person that there is no template", async (kind, more) => {
    for (const ports of [{}, { sheets: {} }])
      await expect(carryOut(act(kind, { sheetId: "s", ...more }), open(ports).context)).rejects.toSatisfy(
        (error) => error instanceof ConnectorError && error.says?.code === "jobs.no-sheet" && !error.sent,
      );
  });
});

describe("a public page", () => {
  it("is looked at for the title it should show, where one is known", async () => {
    const asked: unknown[] = [];
    const page: SeenPage = { state: "live", httpStatus: 200 };
    const { context } = open({
      pages: {
        async read(...question) {
          asked.push(question);
          return page;
        },
      },
    });
    const look = { url: "https://ketnoiocop.vn/a", sku: listed.sku };
    expect(await carryOut(act("observe-page", { ...look, title: "Mật ong" }), context)).toEqual({ page });
    await carryOut(act("observe-page", look), context);
    expect(asked).toEqual([
      [look.url, { title: "Mật ong" }],
      [look.url, undefined],
    ]);
  });
});

import type { ChannelCode } from "connectors/contract";
import { describe, expect, it } from "vitest";
import { type CarriedChannel, first, listing, openCarried } from "./carried.ts";
import { describeRead } from "./sheet-read.ts";
import { describeWritten } from "./sheet-written.ts";
import { part } from "./suite.ts";

/** Asks every promise of a channel that files are carried to and from. */
export function describeSheets(code: ChannelCode, carried: CarriedChannel): void {
  const room = openCarried(code, carried);
  const { channel, edge, passes, connect, sheets, failure, writes, write, rowsOf, read, row } = room;
  describe(`the sheets of ${code}`, () => {
    it("is the same channel on its edge, in its plan and as a connector", () => {
      expect([channel.channel, edge.channel, connect().channel]).toEqual([code, code, code]);
      expect(edge.title).toBe(channel.title);
    });
    it("needs no setting before a person has filled one in, and is checked alike on both sides", () => {
      for (const settings of [{}, carried.settings, { misspelt: 1 }, 7])
        expect(edge.settings.safeParse(settings).success).toBe(channel.settings.safeParse(settings).success);
      expect(() => connect({})).not.toThrow();
    });
    it("refuses a setting that it does not know", async () => {
      const error = await failure(() => connect({ misspelt: 1 }));
      expect(error).toMatchObject({ kind: "validation", sent: false });
      expect(error.message).toContain("misspelt");
    });
    it("refuses a template that is wrong, and says in which setting", async () => {
      const wrong: Readonly<Record<string, unknown>> = {
        listingTemplate: { sheet: "a", rowLimit: 10, columns: [{ header: "Mã", field: "nothing" }] },
        stockTemplate: { sheet: "a", rowLimit: 10, kind: "listings", columns: [{ header: "Mã", field: "sku" }] },
        offerTemplate: { sheet: "a", rowLimit: 10, kind: "offers", columns: [{ header: "Giá", field: "price" }] },
        orderProfile: { columns: { orderId: ["Mã"] }, states: { Xong: "done" } },
        stockProfile: { columns: { sku: [] } },
      };
      for (const [setting, value] of Object.entries(wrong)) {
        const error = await failure(() => connect({ ...carried.settings, [setting]: value }));
        expect(error.kind).toBe("validation");
        expect(error.message).toContain(setting);
      }
    });
    it("takes a template of one's own, and writes its columns", async () => {
      const stockTemplate = {
        kind: "stock",
        sheet: "Của tôi",
        rowLimit: 5,
        columns: [
          { header: "Mã hàng của tôi", field: "sku" },
          { header: "Còn lại", field: "stock", format: "whole-number" },
        ],
      };
      const own = part(connect({ ...carried.settings, stockTemplate }).sheets);
      const file = part(await own.writeStock?.([{ listed: { sku: first, productId: "1" }, quantity: 4 }]));
      expect(await rowsOf(file)).toEqual([{ "Mã hàng của tôi": first, "Còn lại": "4" }]);
    });
    it("has no port that speaks to an API where nobody gave a key", () => {
      const { access, listings, offers, stock, orders, taxonomy, bells } = connect();
      expect([access, listings, offers, stock, orders, taxonomy, bells]).toEqual(Array(7).fill(undefined));
      expect(edge.commands).toEqual([]);
      expect("consentUrl" in edge).toBe(false);
    });
    it("goes by file for exactly the work that it has a sheet for", () => {
      for (const settings of [carried.settings, {}]) {
        const { ways } = edge.abilitiesOf?.(settings) ?? edge;
        const port = connect(settings).sheets;
        const takesListings = Boolean(port && "writeListings" in port) && !edge.retired;
        expect(ways).toEqual({
          listings: takesListings ? "file" : "assisted",
          stock: port && "writeStock" in port ? "file" : "assisted",
          orders: port && "readOrders" in port ? "file" : "assisted",
        });
      }
    });
    it("asks nobody anything, whatever it writes and reads", async () => {
      passes.length = 0;
      await connect().checkAccount();
      if (writes) await write([listing()]);
      await sheets().writeStock?.([{ listed: { sku: first, productId: "1" }, quantity: 1 }]);
      await read([row("D1")]);
      expect(passes).toEqual([]);
    });
  });
  describe(`what is written for ${code}`, () => describeWritten(room));
  describe(`what ${code} has written`, () => describeRead(room));
}

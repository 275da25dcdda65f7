import { readFileSync } from "node:fs";
import path from "node:path";
import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import { OCOP_MODULE } from "..";
import { coverageBoard, type ProductObservation } from "../coverage-board";
import { loadDemonstration, loadReferenceData } from "../first-load";
import { importFile } from "../import-file";
import { isSellable, type RegisteredProductRow } from "../import-rows";
import * as models from "../models";
import type OcopModuleService from "../service";

const data = path.join(__dirname, "../../../../local/data");
const name = "ocop-products-hung-yen.csv";
const bytes = new Uint8Array(readFileSync(path.join(data, name)));
const at = new Date("2026-11-24T05:00:00.000Z");
const later = new Date("2026-11-26T05:00:00.000Z");

moduleIntegrationTestRunner<OcopModuleService>({
  moduleName: OCOP_MODULE,
  moduleModels: Object.values(models),
  resolve: "./src/modules/ocop",
  testSuite: ({ service }) => {
    const numbers = async (day: string, simulated: boolean, observations: ProductObservation[] = [], knownBy?: Date) => {
      const facts = await service.coverageFacts({ day, simulated, observations, ...(knownBy ? { knownBy } : {}) });
      const board = coverageBoard(facts);
      const reading = board.readings.find(({ inUse }) => inUse);
      if (!reading) throw new Error("no reading in use");
      return { official: reading.official.goods.asWritten, reported: reading.reported.goods.asWritten, facts };
    };

    describe("the list of Hưng Yên", () => {
      it("brings certificates where it names a decision; the next decision takes the place of the last", async () => {
        await loadReferenceData(service, data);
        const header = "product_name_vi,producer_name,evidence,source_url,stars,decision_no,decision_date";
        const source = "https://hungyen.gov.vn/quyet-dinh";
        const list = (...lines: string[]) => ({
          name: "quyet-dinh.csv",
          bytes: new TextEncoder().encode([header, ...lines].join("\n")),
          importer: "thử",
          apply: true,
          at,
        });
        const first = await importFile(
          service,
          list(
            `Mật ong thử,HTX Thử,recognised,${source},3,12/QĐ-UBND,15/03/2024`,
            `Trà thử,HTX Thử,recognised,${source},4,13/QĐ-UBND,`,
            `Gạo thử,HTX Thử,recognised,${source},,14/QĐ-UBND,15/03/2024`,
            `Bún thử,HTX Thử,recognised,${source},4,15/QĐ-UBND,31/02/2024`,
          ),
        );
        expect(first.counts).toEqual({ accepted: 1, changed: 0, unchanged: 0, refused: 3 });
        expect(first.rows.filter(({ outcome }) => outcome === "refused").map(({ column }) => column)).toEqual([
          "decision_date",
          "stars",
          "decision_date",
        ]);
        const [certificate] = await service.listCertificates();
        expect(certificate).toMatchObject({
          decision_number: "12/QĐ-UBND",
          issuing_level: "district",
          legal_basis: "148",
          valid_to: "2027-03-15",
          simulated: false,
        });
        expect((await numbers("2026-11-24", false)).official).toMatchObject({ numerator: 0, denominator: 1 });

        await importFile(service, list(`Mật ong thử,HTX Thử,recognised,${source},4,99/QĐ-UBND,2026-10-01`));
        const [product] = await service.listRegisteredProducts();
        const standing = (await service.statusOf([product?.id ?? ""], "2026-11-24", { simulated: false })).get(
          product?.id ?? "",
        );
        expect(standing).toMatchObject({ status: "active", stars: 4, certificate: { decisionNumber: "99/QĐ-UBND" } });
        expect((await numbers("2026-11-24", false)).official.denominator).toBe(1);
      });

      it("comes in row by row, and a second time changes nothing", async () => {
        await loadReferenceData(service, data);
        const request = { name, bytes, importer: "thử", at };
        const dry = await importFile(service, { ...request, apply: false });
        expect(dry.counts).toEqual({ accepted: 96, changed: 0, unchanged: 0, refused: 9 });
        expect(await service.listRegisteredProducts()).toHaveLength(0);

        const first = await importFile(service, { ...request, apply: true });
        expect(first.counts).toEqual(dry.counts);
        expect(first.rows).toHaveLength(105);
        const products = await service.listRegisteredProducts({}, { take: null });
        expect(products).toHaveLength(96);
        expect(products.filter(({ producer_id }) => !producer_id)).toHaveLength(26);
        expect(
          products.filter((each) =>
            isSellable({ ...(each.imported as unknown as RegisteredProductRow), productSet: undefined }),
          ),
        ).toHaveLength(41);

        const second = await importFile(service, { ...request, apply: true, at: later });
        expect(second.counts).toEqual({ accepted: 0, changed: 0, unchanged: 96, refused: 9 });
        expect(await service.listReportedRecognitions({}, { take: null })).toHaveLength(96);
        const files = await service.listImportFiles();
        expect(new Set(files.map(({ checksum }) => checksum)).size).toBe(1);

        const { official, reported } = await numbers("2026-11-24", false);
        expect(official).toEqual({ numerator: 0, denominator: 0, basisPoints: undefined });
        expect(reported.denominator).toBeGreaterThan(0);
        const [row] = products;
        const standing = (await service.statusOf([row?.id ?? ""], "2026-11-24")).get(row?.id ?? "");
        expect(standing).toMatchObject({ status: "none" });
        expect(standing?.stars).toBeUndefined();
      });
    });

    describe("certificates", () => {
      it("stand in every state for the demonstration producer, and only those that are valid give stars", async () => {
        await loadReferenceData(service, data);
        const { products } = await loadDemonstration(service, "2026-11-24", at);
        expect(await loadDemonstration(service, "2026-11-24", later)).toMatchObject({ products });
        const standings = await service.statusOf(
          products.map(({ id }) => id),
          "2026-11-24",
        );
        expect(products.map((each) => [each.case, standings.get(each.id)?.status, standings.get(each.id)?.stars])).toEqual([
          ["active", "active", 4],
          ["expiring", "expiring", 4],
          ["extended", "extended", 3],
          ["expired", "expired", undefined],
          ["revoked", "revoked", undefined],
          // Its older certificate is superseded; the newer one gives the stars.
          ["superseded", "active", 4],
        ]);
      });

      it("count as simulated only when asked; a revocation lowers both numbers by one and leaves past days as they were", async () => {
        await loadReferenceData(service, data);
        const { products } = await loadDemonstration(service, "2026-11-24", at);
        const observations: ProductObservation[] = products.map(({ id }) => ({
          registeredProductId: id,
          channel: "shopee",
          live: true,
          observedOn: "2026-11-24",
          way: "api",
          simulated: true,
        }));
        expect((await numbers("2026-11-24", false, observations)).official.denominator).toBe(0);
        expect((await numbers("2026-11-24", true, observations)).official).toMatchObject({ numerator: 4, denominator: 4 });
        expect((await numbers("2026-11-23", true, observations)).official.denominator).toBe(0);

        const active = products.find((each) => each.case === "active");
        const [certificate] = await service.listCertificates({ registered_product_id: active?.id ?? "" });
        const revocation = {
          certificateId: certificate?.id ?? "",
          day: "2026-11-24",
          reason: "Ngừng sản xuất",
          recordedBy: "thử",
        };
        await service.revokeCertificate({ ...revocation, at: later });
        await service.revokeCertificate({ ...revocation, at: later });
        expect(await service.listCertificateEvents({ certificate_id: revocation.certificateId })).toHaveLength(1);
        expect((await numbers("2026-11-26", true, observations)).official).toMatchObject({ numerator: 3, denominator: 3 });
        // Recorded on the 26th: the 24th still reads as it did, and its corrected view is another one.
        expect((await numbers("2026-11-24", true, observations)).official).toMatchObject({ numerator: 4, denominator: 4 });
        expect((await numbers("2026-11-24", true, observations, new Date("2026-12-01T00:00:00Z"))).official.denominator).toBe(
          3,
        );
      });
    });
  },
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { readSheet } from "connectors/sheets";
import { dayAt } from "../../src/modules/ocop/day";
import { loadDemonstration, loadReferenceData } from "../../src/modules/ocop/first-load";
import type OcopModuleService from "../../src/modules/ocop/service";
import type PeopleModuleService from "../../src/modules/people/service";
import { importRegisteredProductsWorkflow } from "../../src/workflows/import-registered-products";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";

const data = path.join(__dirname, "../../local/data");

export default function department({ api, getContainer }: Backend): void {
  it("tells nobody but an officer, and takes a list from nobody but an operator", async () => {
    const as = (actor?: string) => ({
      validateStatus: () => true,
      headers: actor ? { authorization: `Bearer ${tokenOf(actor)}` } : {},
    });
    for (const actor of [undefined, "customer", "producer_member", "user"]) {
      for (const route of ["coverage", "coverage/products", "certificates", "products/regprod_1"])
        expect([actor, route, (await api.get(`/department/${route}`, as(actor))).status]).toEqual([actor, route, 401]);
      const revoked = await api.post("/department/certificates/cert_1/revoke", { day: "2026-11-24", reason: "x" }, as(actor));
      expect([actor, revoked.status]).toEqual([actor, 401]);
    }
    for (const actor of [undefined, "customer", "producer_member", "officer"])
      expect([actor, (await api.post("/admin/ocop/imports", {}, as(actor))).status]).toEqual([actor, 401]);
  });

  it("gives the department its figures, the products behind them, and takes a revocation", async () => {
    const service = getContainer().resolve<OcopModuleService>("ocop");
    const now = new Date();
    const today = dayAt(now);
    await loadReferenceData(service, data);
    const name = "ocop-products-hung-yen.csv";
    const base64 = readFileSync(path.join(data, name)).toString("base64");
    const input = { name, base64, importer: "thử", apply: true };
    const { result } = await importRegisteredProductsWorkflow(getContainer()).run({ input });
    expect(result.counts).toMatchObject({ accepted: 96, refused: 9 });
    await loadDemonstration(service, today, now);

    const officer = {
      id: "officer_test",
      name: "Cán bộ Thử",
      phone: "0900000009",
      organisation: "Sở",
      role: "recorder",
    } as const;
    await getContainer().resolve<PeopleModuleService>("people").createOfficers(officer);
    const signedIn = { headers: { authorization: `Bearer ${tokenOf("officer")}` } };
    const { data: board } = await api.get("/department/coverage", signedIn);
    expect(board.readings).toHaveLength(5);
    expect(board.reading).toMatchObject({ key: "any", official: { goods: { asWritten: { numerator: 0, denominator: 0 } } } });
    const { data: simulated } = await api.get("/department/coverage?simulated=1", signedIn);
    expect(simulated.reading.official.goods.asWritten).toMatchObject({ numerator: 0, denominator: 4 });
    expect((await api.get("/department/coverage?day=24-11-2026", { ...signedIn, validateStatus: () => true })).status).toBe(
      400,
    );

    const { data: list } = await api.get("/department/coverage/products?simulated=1", signedIn);
    expect(list.count).toBe(4);
    const file = await api.get("/department/coverage/products?column=reported&format=xlsx", {
      ...signedIn,
      responseType: "arraybuffer",
    });
    const { rows } = await readSheet(new Uint8Array(file.data));
    expect(rows.length - 1).toBe(
      board.reading.reported.goods.asWritten.denominator + board.reading.reported.services.asWritten.denominator,
    );

    const [found] = (await api.get("/department/certificates?q=long nhan minh hoa&simulated=1", signedIn)).data.certificates;
    expect(found).toMatchObject({ product_name: "Long nhãn Minh Họa", status: "active" });
    await api.post(`/department/certificates/${found.id}/revoke`, { day: today, reason: "Cơ sở ngừng sản xuất" }, signedIn);
    const { data: product } = await api.get(`/department/products/${found.registered_product_id}`, signedIn);
    expect(product.standing.status).toBe("revoked");
    expect(product).toMatchObject({ observations: [], live: [] });
    expect(product.events).toMatchObject([{ reason: "Cơ sở ngừng sản xuất", recorded_by: "officer_test" }]);
    const { data: after } = await api.get("/department/coverage?simulated=1", signedIn);
    expect(after.reading.official.goods.asWritten.denominator).toBe(3);
  });
}

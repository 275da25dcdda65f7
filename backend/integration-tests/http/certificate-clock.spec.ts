import { medusaIntegrationTestRunner } from "@medusajs/test-utils";
import refreshCertificates from "../../src/jobs/refresh-certificates";
import { dayAt } from "../../src/modules/ocop/day";
import type OcopModuleService from "../../src/modules/ocop/service";
import { closeRing } from "../../src/ring";
import { loadSeed } from "./seeded";

medusaIntegrationTestRunner({
  inApp: true,
  env: {},
  testSuite: ({ getContainer }) => {
    afterAll(closeRing);

    it("makes texts anew with a new day and with whatever was recorded, and does nothing otherwise", async () => {
      const container = getContainer();
      await loadSeed(container);
      const now = new Date();
      expect(await refreshCertificates(container, now)).toBe(true);
      expect(await refreshCertificates(container, now)).toBe(false);
      const ocop = container.resolve<OcopModuleService>("ocop");
      const [certificate] = await ocop.listCertificates({}, { take: 1 });
      await ocop.revokeCertificate({
        certificateId: certificate?.id ?? "",
        day: dayAt(now),
        reason: "Cơ sở ngừng sản xuất",
        recordedBy: "officer_test",
        at: new Date(),
      });
      expect(await refreshCertificates(container, now)).toBe(true);
      expect(await refreshCertificates(container, now)).toBe(false);
      expect(await refreshCertificates(container, new Date(now.getTime() + 86_400_000))).toBe(true);
    });
  },
});

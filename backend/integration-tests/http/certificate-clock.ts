import refreshCertificates, { refreshCertificatesOn } from "../../src/jobs/refresh-certificates";
import { dayAt } from "../../src/modules/ocop/day";
import type OcopModuleService from "../../src/modules/ocop/service";
import type { Backend } from "../backend";
import { loadSeed } from "./seeded";

export default function certificateClock({ getContainer }: Backend): void {
  it("makes texts anew with a new day and with whatever was recorded, and does nothing otherwise", async () => {
    const container = getContainer();
    await loadSeed(container);
    const now = new Date();
    expect(await refreshCertificatesOn(container, now)).toBe(true);
    expect(await refreshCertificatesOn(container, now)).toBe(false);
    // As the scheduler calls it, with something of its own.
    const asScheduled: (...given: never[]) => Promise<boolean> = refreshCertificates;
    expect(typeof (await asScheduled(...([container, {}] as never[])))).toBe("boolean");
    const ocop = container.resolve<OcopModuleService>("ocop");
    const [certificate] = await ocop.listCertificates({}, { take: 1 });
    await ocop.revokeCertificate({
      certificateId: certificate?.id ?? "",
      day: dayAt(now),
      reason: "Cơ sở ngừng sản xuất",
      recordedBy: "officer_test",
      at: new Date(),
    });
    expect(await refreshCertificatesOn(container, now)).toBe(true);
    expect(await refreshCertificatesOn(container, now)).toBe(false);
    expect(await refreshCertificatesOn(container, new Date(now.getTime() + 86_400_000))).toBe(true);
  });
}

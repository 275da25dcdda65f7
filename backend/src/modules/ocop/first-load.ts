import { readFileSync } from "node:fs";
import path from "node:path";
import { channelCodes } from "connectors/contract";
import { readCsv } from "connectors/sheets";
import { validToOf } from "./certificate-status";
import { type ChannelState, startFreshness, startReadings } from "./coverage";
import { addDays, addMonths, type Day } from "./day";
import { legalBasisOn } from "./decision";
import { fold } from "./identity";
import type OcopModuleService from "./service";

type Row = Readonly<Record<string, string>>;

function readTable(folder: string, name: string): Row[] {
  const { rows, problems } = readCsv(new Uint8Array(readFileSync(path.join(folder, name))));
  const [header, ...body] = rows;
  if (!header || problems.length) throw new Error(`${name} cannot be read: ${problems[0]?.code ?? "no header"}`);
  return body.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ""])));
}

/**
 * The channels the decision names, open from its day. Voso is reported closed since 2023 by one note that was found in
 * August 2026 and confirmed by nobody (marketplaces: Voso, "Status"): a state of its own, which takes nothing from a figure.
 */
const startChannelStates: readonly (ChannelState & { readonly reason?: string })[] = [
  ...channelCodes.map((channel) => ({ channel, state: "open" as const, validFrom: "2023-04-11" })),
  {
    channel: "voso",
    state: "retired-unconfirmed",
    validFrom: "2026-08-12",
    reason: "Một kế hoạch bán hàng ghi ngày 12/08/2026 nói Voso ngừng hoạt động từ 2023; chưa có nguồn chính thức xác nhận.",
  },
];

/** Administrative units, the 26 sets and the readings of the coverage rule. A repeat adds nothing. */
export async function loadReferenceData(service: OcopModuleService, folder: string): Promise<Record<string, number>> {
  const [known] = await service.listAndCountAdministrativeUnits({}, { take: 1 });
  const units = known.length ? [] : readTable(folder, "administrative-units.csv");
  await service.createAdministrativeUnits(
    units.map((row) => ({
      code: row.code ?? "",
      name: row.name ?? "",
      level: row.level ?? "",
      parent_code: row.parent_code || null,
      parent_name: row.parent_name || null,
      valid_from: row.valid_from ?? "",
      valid_to: row.valid_to || null,
      merged_into_code: row.merged_into_code || null,
      mapping_basis: row.mapping_basis || null,
    })),
  );
  const standing = new Set((await service.listProductSets({}, { take: null })).map(({ slug }) => slug));
  const sets = readTable(folder, "ocop-product-sets.csv").filter((row) => !standing.has(row.set_slug ?? ""));
  await service.createProductSets(
    sets.map((row) => ({
      slug: row.set_slug ?? "",
      number: Number(row.set_no),
      name: row.set_vi ?? "",
      group_name: row.group_vi ?? "",
      sector_slug: row.sector_slug ?? "",
      sector_name: row.sector_vi ?? "",
      managing_agency: row.managing_agency_vi || null,
    })),
  );
  // Recorded with the decision they interpret, so that a day before the first start has a figure too.
  const recordedAt = new Date("2023-04-11T00:00:00+07:00");
  const keys = new Set((await service.listCoverageReadings({}, { take: null })).map(({ key }) => key));
  const readings = startReadings.filter(({ key }) => !keys.has(key));
  await service.createCoverageReadings(
    readings.map(({ key, validFrom, rule }) => ({
      key,
      valid_from: validFrom,
      rule: rule as unknown as Record<string, unknown>,
      in_use: key === "any",
      recorded_at: recordedAt,
    })),
  );
  const ways = new Set((await service.listCoverageSettings({}, { take: null })).map(({ way }) => way));
  const settings = (["api", "page", "sheet"] as const).filter((way) => !ways.has(way));
  await service.createCoverageSettings(
    settings.map((way) => ({ way, days: startFreshness[way], valid_from: "2023-04-11", recorded_at: recordedAt })),
  );
  const stated = new Set((await service.listChannelStates({}, { take: null })).map(({ channel }) => channel));
  await service.createChannelStates(
    startChannelStates
      .filter(({ channel }) => !stated.has(channel))
      .map(({ channel, state, validFrom, reason = "" }) => ({
        channel,
        state,
        valid_from: validFrom,
        reason,
        recorded_at: new Date(`${validFrom}T00:00:00+07:00`),
      })),
  );
  return { units: units.length, sets: sets.length, readings: readings.length };
}

export const demonstrationCases = ["active", "expiring", "extended", "expired", "revoked", "superseded"] as const;
export type DemonstrationCase = (typeof demonstrationCases)[number];

const demonstrationGoods: Readonly<Record<DemonstrationCase, { readonly name: string; readonly set: string }>> = {
  active: { name: "Long nhãn Minh Họa", set: "che-bien-tu-rau-cu-qua-hat" },
  expiring: { name: "Mật ong hoa nhãn Minh Họa", set: "mat-ong-mat-khac-nong-san-khac" },
  extended: { name: "Tương nếp Minh Họa", set: "tuong-nuoc-mam-gia-vi-long" },
  expired: { name: "Hạt sen sấy Minh Họa", set: "che-bien-tu-rau-cu-qua-hat" },
  revoked: { name: "Tinh bột nghệ Minh Họa", set: "che-bien-tu-rau-cu-qua-hat" },
  superseded: { name: "Trà hoa cúc Minh Họa", set: "tra-tu-thuc-vat-khac" },
};

export interface DemonstrationProduct {
  readonly id: string;
  readonly name: string;
  readonly case: DemonstrationCase;
}

/**
 * "HTX Minh Họa": a producer that does not exist, with certificates marked as simulated in every state, counted from the day
 * of loading. A repeat adds nothing.
 */
export async function loadDemonstration(
  service: OcopModuleService,
  today: Day,
  at: Date,
): Promise<{ producer_id: string; products: DemonstrationProduct[] }> {
  const name = "HTX Minh Họa";
  const [standing] = await service.listProducers({ folded_name: fold(name) });
  const producer =
    standing ??
    (await service.createProducers({
      name,
      folded_name: fold(name),
      kind: "hop_tac_xa",
      phone: "0900000001",
      address: "Địa chỉ minh họa, tỉnh Hưng Yên",
      demonstration: true,
    }));
  const setsKnown = new Set((await service.listProductSets({}, { take: null })).map(({ slug }) => slug));
  const products: DemonstrationProduct[] = [];
  for (const each of demonstrationCases) {
    const { name: productName, set } = demonstrationGoods[each];
    const identity = `producer:${fold(productName)}|${fold(name)}`;
    const [known] = await service.listRegisteredProducts({ identity });
    if (known) {
      products.push({ id: known.id, name: known.name, case: each });
      continue;
    }
    const slug = setsKnown.has(set) ? set : null;
    const registered = await service.createRegisteredProducts({
      identity,
      name: productName,
      folded_name: fold(productName),
      producer_id: producer.id,
      product_set_slug: slug,
      status: "recognised",
      source_url: "https://example.com/mo-phong",
      demonstration: true,
      recorded_at: at,
    });
    await service.createSetAssignments({
      registered_product_id: registered.id,
      product_set_slug: slug,
      valid_from: today,
      recorded_at: at,
    });
    await giveCertificates(service, registered.id, each, today, at);
    products.push({ id: registered.id, name: productName, case: each });
  }
  return { producer_id: producer.id, products };
}

async function giveCertificates(
  service: OcopModuleService,
  id: string,
  which: DemonstrationCase,
  today: Day,
  at: Date,
): Promise<void> {
  const monthsAgo = (months: number) => addMonths(today, -months);
  const certify = (issued: Day, stars: number, number: number, supersedes: string | null = null) =>
    service.createCertificates({
      registered_product_id: id,
      decision_number: `MP-${String(number).padStart(2, "0")}/QĐ-UBND`,
      decision_date: issued,
      issuing_level: "province",
      legal_basis: legalBasisOn(issued),
      stars,
      valid_from: issued,
      valid_to: validToOf(issued),
      supersedes,
      simulated: true,
      recorded_at: at,
    });
  const recorded = { recordedBy: "dữ liệu mô phỏng", at };
  if (which === "active") await certify(monthsAgo(6), 4, 1);
  if (which === "expiring") await certify(monthsAgo(32), 4, 2);
  if (which === "extended") {
    const { id: certificateId, valid_to } = await certify(monthsAgo(37), 3, 3);
    const until = addDays(valid_to, 180);
    await service.extendCertificate({
      certificateId,
      day: addDays(valid_to, -1),
      until,
      reason: "Cơ quan chưa trả lời hồ sơ đánh giá lại",
      ...recorded,
    });
  }
  if (which === "expired") await certify(monthsAgo(40), 3, 4);
  if (which === "revoked") {
    const { id: certificateId } = await certify(monthsAgo(10), 3, 5);
    await service.revokeCertificate({ certificateId, day: addDays(today, -20), reason: "Cơ sở ngừng sản xuất", ...recorded });
  }
  if (which === "superseded") {
    const { id: older } = await certify(monthsAgo(20), 3, 6);
    await certify(monthsAgo(2), 4, 7, older);
  }
}

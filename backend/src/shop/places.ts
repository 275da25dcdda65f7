import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readCsv } from "connectors/sheets";
import { fold } from "../modules/ocop/identity";

export interface Place {
  readonly code: string;
  readonly name: string;
}
export interface FoundCommune extends Place {
  readonly province: Place;
  /** The old name that was asked for, when it is not today's. */
  readonly formerly?: string;
}
interface Places {
  readonly provinces: readonly Place[];
  readonly communes: ReadonlyMap<string, readonly Place[]>;
  readonly names: readonly { readonly folded: string; readonly commune: FoundCommune }[];
}

let read: Places | undefined;

/** The 34 provinces and their communes since 01/07/2025, and the names before (sources in local/data/README.md). Read once. */
export function places(): Places {
  read ??= load();
  return read;
}

export const communesOf = (provinceCode: string): readonly Place[] | undefined => places().communes.get(provinceCode);

/** Both ends of an address, or undefined where the commune is not of that province. */
export function placeOf(provinceCode: string, communeCode: string): { province: Place; commune: Place } | undefined {
  const province = places().provinces.find(({ code }) => code === provinceCode);
  const commune = communesOf(provinceCode)?.find(({ code }) => code === communeCode);
  return province && commune ? { province, commune } : undefined;
}

/** Today's communes by a part of today's or of an old name, with or without diacritics; at most twenty. */
export function findCommunes(words: string): FoundCommune[] {
  const asked = fold(words);
  if (asked.length < 2) return [];
  const found = new Map<string, FoundCommune>();
  for (const { folded, commune } of places().names) {
    if (folded.includes(asked) && !found.has(commune.code)) found.set(commune.code, commune);
    if (found.size >= 20) break;
  }
  return [...found.values()];
}

function load(): Places {
  const folder = process.env.DATA_DIR ?? standingFolder();
  const provinces = new Map<string, Place>();
  const communes = new Map<string, Place[]>();
  const byCode = new Map<string, FoundCommune>();
  const names: { folded: string; commune: FoundCommune }[] = [];
  for (const [provinceCode = "", provinceName = "", code = "", name = ""] of table(folder, "vn-communes-2025.csv")) {
    const province = provinces.get(provinceCode) ?? { code: provinceCode, name: provinceName };
    provinces.set(provinceCode, province);
    const list = communes.get(provinceCode) ?? [];
    list.push({ code, name });
    communes.set(provinceCode, list);
    const commune = { code, name, province };
    byCode.set(code, commune);
    names.push({ folded: fold(`${name} ${provinceName}`), commune });
  }
  for (const [oldCommune = "", oldDistrict = "", oldProvince = "", , newCode = ""] of table(folder, "vn-old-communes.csv")) {
    const commune = byCode.get(newCode);
    if (!commune) continue;
    const formerly = [oldCommune, oldDistrict, oldProvince].filter(Boolean).join(", ");
    names.push({ folded: fold(formerly), commune: { ...commune, formerly } });
  }
  const collator = new Intl.Collator("vi");
  for (const list of communes.values()) list.sort((one, other) => collator.compare(one.name, other.name));
  return { provinces: [...provinces.values()], communes, names };
}

function table(folder: string, name: string): readonly (readonly string[])[] {
  const { rows, problems } = readCsv(new Uint8Array(readFileSync(path.join(folder, name))));
  if (problems.length) throw new Error(`${name} cannot be read: ${problems[0]?.code}`);
  return rows.slice(1);
}

/** Beside the sources in development and tests; the built backend is told by DATA_DIR. */
function standingFolder(): string {
  const folder = path.join(process.cwd(), "local/data");
  if (!existsSync(folder)) throw new Error("DATA_DIR is missing: the folder with vn-communes-2025.csv");
  return folder;
}

/** Without accents, case, signs and repeated spaces: how two people's spellings of one name are compared. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

export interface Named {
  readonly code?: string | undefined;
  readonly name: string;
  readonly producer: string;
  readonly commune: string;
  readonly district: string;
  readonly sourceUrl: string;
}

/** Identity for imports (decisions: products): code, else name and producer, else and commune, else and district and source. */
export function identityOf(row: Named): string {
  if (row.code) return `code:${row.code.trim().toUpperCase()}`;
  const name = fold(row.name);
  const producer = fold(row.producer);
  if (producer) return `producer:${name}|${producer}`;
  const commune = fold(row.commune);
  if (commune) return `commune:${name}|${commune}`;
  return `source:${name}|${fold(row.district)}|${row.sourceUrl.trim()}`;
}

const hanoi = 7 * 3_600_000;
const local = (at: number) => new Date(at + hanoi).toISOString();

/** §7: as orders print it, with a space and an offset without a colon. */
export const orderTime = (at: number): string => `${local(at).slice(0, 10)} ${local(at).slice(11, 19)} +0700`;
export const slaTime = (at: number): string => `${local(at).slice(0, 19)}+07:00`;
/** As prices and campaigns write it: local, without an offset. */
export const localTime = (at: number): string => `${local(at).slice(0, 10)} ${local(at).slice(11, 19)}`;

/** `YYYY-MM-DDTHH:mm:ss±HH:MM`; the product pages write the offset without a colon too. */
export function readOffsetTime(text: string): number | undefined {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})([+-]\d{2}):?(\d{2})$/.exec(text);
  const at = found ? Date.parse(`${found[1]}${found[2]}:${found[3]}`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** `yyyy-MM-dd` with or without `HH:mm:ss`, in Vietnam. */
export function readLocalTime(text: string): number | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text);
  const at = found ? Date.parse(`${found[1]}T${found[2] ?? "00:00:00"}+07:00`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

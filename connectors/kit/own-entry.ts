/** What stands under a key that came from outside: `__proto__` and its like are no entries. */
export const ownEntry = <Value>(
  entries: Readonly<Record<string, Value>> | undefined,
  key: string | undefined,
): Value | undefined => (entries && key !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined);

/** So many in a sliding minute for each key, in this process: enough to make guessing codes hopeless. */
export function createRateLimit(most: number, perMs = 60_000) {
  const seen = new Map<string, number[]>();
  return (key: string, now = Date.now()): boolean => {
    const recent = (seen.get(key) ?? []).filter((at) => now - at < perMs);
    if (seen.size > 10_000) seen.clear();
    recent.push(now);
    seen.set(key, recent);
    return recent.length <= most;
  };
}

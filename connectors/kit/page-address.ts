import { lookup as lookUp } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import type { PageSettings } from "./page-settings.ts";

const inside = new BlockList();
for (const [address, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(address, prefix, "ipv6");

/** False for what is no address of the public internet: loopback, private, link-local, multicast, and those wrapped in IPv6. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (!family) return false;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  return !inside.check(address, family === 6 ? "ipv6" : "ipv4");
}

const isLoopback = (hostname: string) => hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";

/** The address as it may be asked, or undefined: https, a host of the settings, no password. Plain http to this machine alone. */
export function allowedPage(text: string, { pageHosts }: Pick<PageSettings, "pageHosts">): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, host } = url;
  if (url.username || url.password || !pageHosts.includes(host)) return undefined;
  if (isLoopback(hostname)) return protocol === "http:" || protocol === "https:" ? url : undefined;
  const bare = hostname.replace(/^\[|\]$/g, "");
  return protocol === "https:" && (!isIP(bare) || isPublicAddress(bare)) ? url : undefined;
}

/** For the socket: a name that leads inside our own network is not followed, whoever owns the name. */
export async function publicLookup(hostname: string): Promise<[address: string, family: 4 | 6]> {
  const found = await lookUp(hostname, { all: true });
  const fitting = isLoopback(hostname) ? found : found.filter(({ address }) => isPublicAddress(address));
  const first = fitting.find(({ family }) => family === 4) ?? fitting[0];
  if (!first) throw Object.assign(new Error(`${hostname} leads to no public address`), { code: "EPRIVATE" });
  return [first.address, first.family === 6 ? 6 : 4];
}

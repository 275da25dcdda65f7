import { BlockList, isIP } from "node:net";
import type { Text } from "connectors/contract";
import { channelsTexts } from "./texts";

const { say } = channelsTexts;

/** Reserved for ourselves and our networks (RFC 6890), and names that only such a network knows. */
const reserved = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  reserved.addSubnet(network, bits, "ipv4");

function isPrivate(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const version = isIP(bare);
  if (version === 4) return reserved.check(bare, "ipv4");
  // No shop is known by an IPv6 number, and many of them wrap a private IPv4 one.
  if (version === 6) return true;
  return !bare.includes(".") || /(^|\.)(localhost|local|internal|lan|home|arpa|test|invalid|onion)\.?$/.test(bare);
}
const isLoopback = (hostname: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

const longest = 2_000;

/**
 * An address that anybody may open and that we may look at, without its fragment; or why not, in one sentence. `hosts` are the
 * channel's own (with a port where it is not the usual one) where its settings name them; this machine is looked at only where
 * they name it, as for a simulated channel. Where a name leads is asked when it is looked at.
 */
export function publicAddress(
  written: string,
  hosts: readonly string[] | undefined,
): { readonly url: string } | { readonly refused: Text } {
  const address = written.trim();
  if (!address || address.length > longest || !URL.canParse(address)) return { refused: say("address-unreadable") };
  const url = new URL(address);
  url.hash = "";
  const named = hosts?.includes(url.host) ?? false;
  const here = named && isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(here && url.protocol === "http:")) return { refused: say("address-not-https") };
  if (url.username || url.password || (!here && isPrivate(url.hostname))) return { refused: say("address-private") };
  if (hosts && !named) return { refused: say("address-elsewhere", { hosts: hosts.join(", ") }) };
  if (!hosts && url.port) return { refused: say("address-private") };
  return { url: url.href };
}

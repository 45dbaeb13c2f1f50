import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** What is not on the public internet: RFC 6890 and its registries, and the ways to write IPv4 inside IPv6. */
const notPublic = new BlockList();
const reserved = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ],
  ipv6: [
    ['::', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ],
} as const;
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const [net, prefix] of reserved[family]) notPublic.addSubnet(net, prefix, family);
}

/** Whether an IP address is one that anybody on the internet can reach. An IPv4 address inside IPv6 counts as itself. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const asked = mapped ?? address;
  const family = isIP(asked);
  if (family === 0) return false;
  return !notPublic.check(asked, family === 6 ? 'ipv6' : 'ipv4');
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
type Lookup = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A resolver for a socket that finds a host only where all its addresses are public. What is checked is what is
 * connected to, so a name that changes between two questions gains nothing (DNS rebinding).
 */
export function publicLookup(lookup: Lookup = systemLookup) {
  return (host: string, options: LookupOptions, done: Found): void => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      const isPublic =
        first !== undefined && addresses.every(({ address }) => isPublicAddress(address));
      if (error !== null || !isPublic) return done(error ?? new Error('not a public address'), []);
      if (options.all === true) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}

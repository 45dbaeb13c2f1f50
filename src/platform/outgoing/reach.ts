import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { Config } from '../../config/config.ts';
import { isPublicAddress } from './public-internet.ts';

/** Where what somebody else names may be: on the public internet, and in networks of the city's own. */
export interface ReachSettings {
  /** As `10.20.0.0/16`. */
  readonly privateNetworks: readonly string[];
  /** This machine, in development alone. */
  readonly loopback: boolean;
}

/** How far the service reaches as it is set up. */
export function reachOf({ privateNetworks, simulated }: Config): ReachSettings {
  return { privateNetworks, loopback: simulated };
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
export type Lookup = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** Whether an IP address may be connected to. */
export function mayReach(address: string, settings: ReachSettings): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const asked = mapped ?? address;
  if (isIP(asked) === 0) return false;
  if (isPublicAddress(asked)) return true;
  const family = isIP(asked) === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(asked, family)) return settings.loopback;
  return networksOf(settings).check(asked, family);
}

/**
 * A resolver for a socket that finds a host only where all its addresses may be connected to. What is checked is what is
 * connected to, so a name that changes between two questions gains nothing (DNS rebinding).
 */
export function reachableLookup(settings: ReachSettings, lookup: Lookup = systemLookup) {
  return (host: string, options: LookupOptions, done: Found): void => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      const isGood =
        first !== undefined && addresses.every(({ address }) => mayReach(address, settings));
      if (error !== null || !isGood) return done(error ?? new Error('not to be reached'), []);
      if (options.all === true) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}

function networksOf({ privateNetworks }: ReachSettings): BlockList {
  const list = new BlockList();
  for (const network of privateNetworks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

import { isIP } from 'node:net';
import { isLoopback, parseWebUrl } from '../../kernel/url-rules.ts';
import { mayReach } from './reach.ts';
import type { ReachSettings } from './reach.ts';

/** How long an address that we send to may be. */
export const longestTarget = 500;

/** It goes over the wire as it is; a wildcard or a fragment is no place. */
const plainShape = /^[\x21-\x7e]+$/;

/**
 * Whether an app may have something sent to an address, events or logouts: https at the usual port, and on the public internet or a network that the city
 * names. Plain http goes to this machine alone, where the service itself is on it. What a name stands for is asked when it
 * is sent (see `bounded-post.ts`).
 */
export function isPushTarget(address: string, settings: ReachSettings): boolean {
  if (address.length > longestTarget || !plainShape.test(address) || /[#*]/.test(address))
    return false;
  const url = parseWebUrl(address);
  if (url === null) return false;
  if (isLoopback(url)) return settings.loopback;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isUsual = url.protocol === 'https:' && ['', '443', '8443'].includes(url.port);
  const isKnownNowhere = isIP(host) === 0 && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host);
  return isUsual && !isKnownNowhere && (isIP(host) === 0 || mayReach(host, settings));
}

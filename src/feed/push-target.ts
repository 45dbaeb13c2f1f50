import { isIP } from 'node:net';
import { isLoopback, parseWebUrl } from '../kernel/url-rules.ts';
import { mayReach } from '../platform/outgoing/reach.ts';
import type { ReachSettings } from '../platform/outgoing/reach.ts';

/**
 * Whether events may be sent to an address: https at the usual port, and on the public internet or a network that the city
 * names. Plain http goes to this machine alone, where the service itself is on it. What a name stands for is asked when it
 * is sent (see `bounded-post.ts`).
 */
export function isPushTarget(address: string, settings: ReachSettings): boolean {
  const url = parseWebUrl(address);
  if (url === null || url.hash !== '' || address.length > 500) return false;
  if (isLoopback(url)) return settings.loopback;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isUsual = url.protocol === 'https:' && ['', '443', '8443'].includes(url.port);
  const isKnownNowhere = isIP(host) === 0 && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host);
  return isUsual && !isKnownNowhere && (isIP(host) === 0 || mayReach(host, settings));
}

import { isIP } from 'node:net';

const urnShape = /^urn:[a-z0-9][a-z0-9-]{0,31}:[\w:.-]{1,200}$/;
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Parses an absolute http(s) URL without user information; null for anything else. */
export function parseWebUrl(text: string): URL | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' ? url : null;
}

/** True for http URLs that never leave the machine, the only http we accept (RFC 8252 §8.3). */
export function isLoopback(url: URL): boolean {
  return loopback.has(url.hostname);
}

/** An issuer: https, no path, query, fragment or trailing slash (RFC 8414 §2; no path by our choice). */
export function isIssuer(text: string): boolean {
  const url = parseWebUrl(text);
  return url !== null && url.protocol === 'https:' && url.origin === text;
}

/** Somebody else's OpenID issuer: https, a path perhaps, no query or fragment (OpenID Connect Discovery §3). */
export function isOpenIdIssuer(text: string): boolean {
  const url = parseWebUrl(text);
  return (
    url?.protocol === 'https:' &&
    (url.href === text || url.href === `${text}/`) &&
    !/[?#]/.test(text)
  );
}

/** A redirect URI we register: absolute, https (or loopback http), no fragment, no wildcard (RFC 9700 §2.1). */
export function isRedirectUri(text: string): boolean {
  const url = parseWebUrl(text);
  if (url === null || text.includes('#') || text.includes('*')) return false;
  return url.protocol === 'https:' || isLoopback(url);
}

/** A network: an address, a slash and how many bits of it count. */
export function isNetwork(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const family = isIP(address);
  return family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

/** A resource indicator: an absolute URI without fragment (RFC 8707 §2), which is a URN or an https address. */
export function isResource(text: string): boolean {
  if (urnShape.test(text)) return true;
  return parseWebUrl(text)?.protocol === 'https:' && !/[#\s]/.test(text);
}

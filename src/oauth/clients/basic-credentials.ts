export interface Credentials {
  id: string;
  secret: string;
}

const basic = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/**
 * Reads an Authorization header of the Basic scheme (RFC 6749 §2.3.1); null for anything that is not a well-formed
 * one. Some clients form-encode id and secret and some do not; our alphabet reads the same either way.
 */
export function readBasic(header: string): Credentials | null {
  const encoded = header.length <= 1000 ? basic.exec(header)?.[1] : undefined;
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const id = formDecoded(text.slice(0, colon));
  const secret = formDecoded(text.slice(colon + 1));
  return id === null || secret === null ? null : { id, secret };
}

function formDecoded(text: string): string | null {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

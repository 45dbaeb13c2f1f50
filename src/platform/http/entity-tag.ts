import { hash } from 'node:crypto';

/** The tag of a body: another body has another (RFC 9110 §8.8.3). */
export function entityTag(body: string | Buffer): string {
  return `"${hash('sha256', body, 'base64url')}"`;
}

/** True when the caller has this body already, by the weak comparison that RFC 9110 §13.1.2 asks for. */
export function isCurrent(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

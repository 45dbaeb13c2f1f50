/** A token taken apart, of which nothing has been believed yet. */
export interface TokenText {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
}

/** The readable parts of a JWT in compact form; null for every other text. */
export function partsOf(token: string): TokenText | null {
  const parts = token.split('.');
  const [header, claims] = parts.map(readPart);
  return parts.length === 3 && parts[2] !== '' && header && claims ? { header, claims } : null;
}

function readPart(part: string): Record<string, unknown> | null {
  if (!/^[\w-]+$/.test(part)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : null;
  } catch {
    return null;
  }
}

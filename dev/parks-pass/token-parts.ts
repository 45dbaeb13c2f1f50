/** The three parts of a JWT, as text, and the two that can be read, as objects. */
export interface TokenParts {
  raw: readonly [header: string, claims: string, signature: string];
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** Takes a token apart without believing any of it. */
export function partsOf(token: string): TokenParts {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return { raw: [header, claims, signature], header: readPart(header), claims: readPart(claims) };
}

function readPart(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

/** The same token with one letter of its signature changed. */
export function withBrokenSignature(token: string): string {
  const { raw } = partsOf(token);
  const [header, claims, signature] = raw;
  const first = signature.startsWith('A') ? 'B' : 'A';
  return [header, claims, `${first}${signature.slice(1)}`].join('.');
}

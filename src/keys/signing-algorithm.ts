/** ES256 for speed, RS256 because every client understands it. Each key serves exactly one (rfc8725bis §3.1). */
export const signingAlgorithms = ['ES256', 'RS256'] as const;

export type SigningAlgorithm = (typeof signingAlgorithms)[number];

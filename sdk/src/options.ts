/** How a verifier proves to the service which app it is. */
export type Credentials =
  | { clientId: string; clientSecret: string }
  /** For apps with a key of their own: returns an access token with the scope `revocations.read`. */
  | { accessToken: () => Promise<string> };

/** What every verifier is told. */
interface Base {
  /** The address of the service, letter by letter as in its discovery document. */
  issuer: string;
  /** Whose tokens are accepted: the resource of your API. */
  audience: string;
  /** How far clocks may differ, in seconds, at most 60. Default: 30. */
  clockToleranceSeconds?: number;
  /** How many good signatures are remembered. Default: 2,000; 0 remembers none. */
  rememberedSignatures?: number;
  /** Hears what an operator should know. Default: `console.warn`. */
  warn?: (message: string) => void;
  /** Makes the requests. Default: the `fetch` of the platform. */
  fetch?: typeof fetch;
}

/** Follows the revocation list: no request per token, and a revocation reaches this process within a second. */
export interface FeedOptions extends Base {
  revocations: 'feed';
  credentials: Credentials;
  /** How old the list may get before nothing is accepted any more, in seconds, 1 to 300. Default: 60. */
  maxStalenessSeconds?: number;
  /**
   * `accept` lets requests that only read go on when the list is too old, with a warning. A token that was revoked in the
   * meantime then reads until it expires. Default: `refuse`.
   */
  staleReads?: 'refuse' | 'accept';
}

/** Asks the service about every token. */
export interface IntrospectOptions extends Base {
  revocations: 'introspect';
  credentials: { clientId: string; clientSecret: string };
}

/** Looks at signature and times alone: a revoked token is accepted until it expires. */
export interface OfflineOptions extends Base {
  revocations: 'none';
}

export type VerifierOptions = FeedOptions | IntrospectOptions | OfflineOptions;

/** What the parts of a verifier need to know. */
export interface Settings {
  issuer: string;
  audience: string;
  clockToleranceSeconds: number;
  rememberedSignatures: number;
  warn: (message: string) => void;
  fetch: typeof fetch;
}

/** The options with their defaults. Throws a TypeError for those with which nothing could be verified. */
export function settingsOf(options: VerifierOptions): Settings {
  const { issuer, audience, clockToleranceSeconds = 30, rememberedSignatures = 2000 } = options;
  if (!isAddress(issuer)) {
    throw new TypeError('issuer must be the https address of the service, as it names itself.');
  }
  if (typeof audience !== 'string' || audience === '') {
    throw new TypeError('audience must name your API: without it you accept tokens for others.');
  }
  if (!['feed', 'introspect', 'none'].includes(options.revocations)) {
    throw new TypeError("revocations must be 'feed', 'introspect' or 'none'.");
  }
  mustBeWithin('clockToleranceSeconds', clockToleranceSeconds, [0, 60]);
  if (options.revocations === 'feed') {
    mustBeWithin('maxStalenessSeconds', options.maxStalenessSeconds ?? 60, [1, 300]);
  }
  // oxlint-disable-next-line no-console -- the one way out that every platform has
  const warn = options.warn ?? ((message) => console.warn(`civic-link: ${message}`));
  const fetching = options.fetch ?? ((input, init) => fetch(input, init));
  return { issuer, audience, clockToleranceSeconds, rememberedSignatures, warn, fetch: fetching };
}

function mustBeWithin(
  name: string,
  value: unknown,
  [least, most]: readonly [number, number],
): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  throw new TypeError(`${name} must be between ${least} and ${most}.`);
}

/** An issuer has no query and ends without a slash; without TLS it can only be on this machine. */
function isAddress(issuer: unknown): boolean {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return false;
  const { protocol, hostname, search, hash } = new URL(issuer);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isHere);
  return isSafe && search === '' && hash === '' && !issuer.endsWith('/');
}

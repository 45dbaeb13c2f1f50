import { examine } from './checks.ts';
import type { CivicLink, Tokens } from './civic-link.ts';
import type { KeySet } from './key-set.ts';
import type { VerifiedPageProps } from './pages/verified-page.tsx';
import { partsOf, withBrokenSignature } from './token-parts.ts';
import { verifyAccessToken } from './verify-token.ts';
import type { Trial } from './visitors.ts';

const library = 'urn:civic-link:app:library';

export interface ShowcaseOptions {
  civicLink: CivicLink;
  keys: KeySet;
  issuer: string;
  /** The audience of our own tokens. */
  resource: string;
  clientId: string;
  /** Where `npm start` keeps the secrets of the sample apps. */
  secretFile: string;
}

export type Findings = Omit<VerifiedPageProps, 'language' | 'notice'>;

/** Checks a token for real, in every way there is, and collects what the page shows. */
export class Showcase {
  readonly #options: ShowcaseOptions;

  constructor(options: ShowcaseOptions) {
    this.#options = options;
  }

  async examine(tokens: Tokens, trial: Trial): Promise<Findings> {
    const { civicLink, keys, issuer, resource } = this.#options;
    const token =
      trial === 'broken-signature' ? withBrokenSignature(tokens.accessToken) : tokens.accessToken;
    const audience = trial === 'library' ? library : resource;
    const parts = partsOf(token);
    const known = await keys.keysFor(String(parts.header.kid));
    const expectation = { issuer, audience };
    const introspection = await civicLink.introspect(token);
    const now = Math.floor(Date.now() / 1000);
    return {
      subject: tokens.subject,
      userinfo: await civicLink.userinfo(tokens),
      trial,
      checks: examine({ token, keys: known, expectation, introspection, now }),
      parts,
      code: verifyAccessToken.toString(),
      said: verdict(() => verifyAccessToken(token, known, expectation)),
      curl: this.#curl(token),
    };
  }

  #curl(token: string): string {
    const { clientId, issuer, secretFile } = this.#options;
    const secret = `$(node -p "require('${secretFile}')['${clientId}']")`;
    return [
      `curl ${issuer}/oauth/introspect \\`,
      `  --user "${clientId}:${secret}" \\`,
      `  --data token=${token}`,
    ].join('\n');
  }
}

function verdict(verify: () => { sub?: string }): string {
  try {
    return `sub: ${verify().sub}`;
  } catch (error) {
    return (error as Error).message;
  }
}

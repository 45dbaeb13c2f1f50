import type { VerifiedToken } from './claims.ts';
import { Introspection } from './introspection.ts';
import { KeySet } from './key-set.ts';
import { settingsOf } from './options.ts';
import type { VerifierOptions } from './options.ts';
import { FollowedList } from './revocation-list.ts';
import { Signatures } from './signatures.ts';

/** What a token is wanted for. */
export interface Use {
  /** `read` where nothing is changed: some apps let that go on with an old list. Default: `write`. */
  access?: 'read' | 'write';
}

/** Verifies access tokens of one service for one API. */
export interface Verifier {
  /** The token. Throws `TokenError`, whose `reason` says why not. */
  verify(token: string, use?: Use): Promise<VerifiedToken>;
  /** Returns when tokens can be accepted. `verify` waits for it by itself. */
  ready(): Promise<void>;
  /** Ends what goes on in the background. */
  close(): void;
}

/**
 * A verifier. Make one when your app starts, and use it for every request.
 * @throws TypeError for options with which nothing could be verified
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = settingsOf(options);
  const keys = new KeySet(settings);
  const signatures = new Signatures(keys, settings);
  switch (options.revocations) {
    case 'feed': {
      const list = new FollowedList(keys, settings, options);
      return {
        async verify(token, use = {}) {
          const verified = await signatures.verify(token);
          if (!list.isReady) await list.ready();
          list.check(verified, use);
          return verified;
        },
        ready: () => list.ready(),
        close: () => list.close(),
      };
    }
    case 'introspect': {
      const introspection = new Introspection(settings, options);
      return {
        async verify(token) {
          const verified = await signatures.verify(token);
          await introspection.check(token);
          return verified;
        },
        ready: async () => undefined,
        close: () => undefined,
      };
    }
    case 'none':
      return {
        verify: (token) => signatures.verify(token),
        ready: async () => undefined,
        close: () => undefined,
      };
    default:
      return options satisfies never;
  }
}

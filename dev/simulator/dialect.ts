import type { KeyObject } from 'node:crypto';
import type { ProviderName } from './people.ts';
import type { Reply } from './reply.ts';

/** One client registration at a provider. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  /** What its signed assertions are verified with, where it shows no secret. */
  readonly publicKey?: KeyObject;
}

/** Why the token endpoint does not redeem a code. */
export type CodeRefusal =
  'bad-request' | 'bad-client' | 'unknown' | 'expired' | 'used' | 'other-redirect' | 'bad-verifier';

/** What one provider does differently from the others, where both do the same thing. */
export interface Dialect {
  readonly name: ProviderName;
  /** The name people know. */
  readonly title: string;
  readonly issuer: string;
  readonly client: Client;
  /** Where this simulator's own attacker listens; nobody may ever be led there. */
  readonly attackerUrl: string;
  readonly subjectField: 'sub' | 'id' | 'oid';
  /** Whether user IDs are numbers there. */
  readonly subjectIsNumber?: boolean;
  /** Where the name is told: by an endpoint of its own unless in the ID token. */
  readonly profileIn?: 'id-token';
  /** What must be asked besides what every provider wants; false where it is not. */
  isComplete?(query: URLSearchParams): boolean;
  /** Left at the end of every redirect. */
  readonly fragment: '' | '#_=_';
  readonly codePrefix: string;
  readonly tokenPrefix: string;
  readonly requiresPkce: boolean;
  /** The parameters a person's "no" comes back with. */
  readonly denial: Readonly<Record<string, string>>;
  /** The token endpoint's answer to a code it does not redeem. */
  refuse(refusal: CodeRefusal, text?: string): Reply;
  /** An error of the endpoint that tells who the person is. */
  profileError(status: number, text?: string): Reply;
}

import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { Jwks } from '../keys/jwks.ts';
import { signedClaims } from '../keys/signed-claims.ts';
import type { PinnedKey } from '../keys/signed-claims.ts';
import type { ChainEnd } from './chain.ts';

/** A checkpoint says how far the chain was at a time; a stub, up to where its beginning was removed. */
export type CheckpointKind = 'checkpoint' | 'stub';

/** Kinds of their own, so that neither passes for the other or for a token (RFC 8725 §3.11). */
export const checkpointTypes = {
  checkpoint: 'civic-checkpoint+jwt',
  stub: 'civic-ledger-stub+jwt',
} as const satisfies Record<CheckpointKind, string>;

/** What we once signed of the chain. */
export interface Checkpoint extends ChainEnd {
  kind: CheckpointKind;
  /** Seconds since the Unix epoch. */
  at: number;
  kid: string;
  token: string;
}

const hexHash = /^[0-9a-f]{64}$/;

/** What a token says of the chain, whoever signed it; null when it is no checkpoint and no stub. */
export function readCheckpoint(token: string): Checkpoint | null {
  const [header, claims] = token.split('.').map(decoded);
  const kind = kindOf(header?.typ);
  if (kind === null || typeof header?.kid !== 'string') return null;
  const { seq, hash, iat } = claims ?? {};
  const isWhole = Number.isSafeInteger(seq) && Number(seq) > 0 && Number.isSafeInteger(iat);
  if (!isWhole || typeof hash !== 'string' || !hexHash.test(hash)) return null;
  return { kind, seq: Number(seq), hash, at: Number(iat), kid: header.kid, token };
}

/** Whether one of these keys signed a checkpoint. */
export function isSignedBy(keys: Jwks, { token, kid }: Checkpoint): boolean {
  const key = keys.keys.find((one) => one.kid === kid);
  if (key === undefined) return false;
  const publicKey = createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
  const pinned: PinnedKey = { algorithm: key.alg, publicKey };
  return signedClaims(token, pinned) !== null;
}

function kindOf(typ: unknown): CheckpointKind | null {
  if (typ === checkpointTypes.checkpoint) return 'checkpoint';
  return typ === checkpointTypes.stub ? 'stub' : null;
}

function decoded(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

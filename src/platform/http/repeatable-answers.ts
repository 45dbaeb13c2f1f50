import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import { derive, sameSecret } from '../../kernel/opaque-token.ts';
import { Database } from '../database/database.ts';
import { firstRow } from '../database/statement.ts';
import { Housekeeping } from '../jobs/housekeeping.ts';
import * as statements from './repeats/statements.ts';

/** Seals a text so that only whoever presents the secret can have it opened. The vault does; this floor has none. */
export interface AnswerSeal {
  sealUnder(secret: string, place: SealedAt, text: string): Buffer;
  openUnder(secret: string, place: SealedAt, sealed: Buffer): string | null;
}

interface SealedAt {
  table: string;
  column: string;
  row: string;
}

/** A request that came under a key of its caller's. */
export interface KeyedRequest {
  caller: string;
  key: string;
  method: string;
  url: string;
  body: unknown;
}

/** `busy` while the same request is being answered, `mismatch` when the key belongs to another request. */
export type Claim =
  | { kind: 'mine' }
  | { kind: 'answered'; status: number; text: string }
  | { kind: 'busy' }
  | { kind: 'mismatch' };

interface Row {
  requestHash: Buffer;
  status: number | null;
  sealedAnswer: Buffer | null;
}

/**
 * Answers to requests that name an idempotency key, so that a request that is sent again is answered and not done again.
 * An answer can hold anything, a secret too: it is sealed under the caller's key, which is kept nowhere, and ours together.
 */
@Injectable()
export class RepeatableAnswers implements OnModuleInit {
  private readonly key: KeyObject;
  private seal: AnswerSeal | null = null;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
  ) {
    this.key = createSecretKey(config.vault.indexKey);
  }

  onModuleInit(): void {
    this.housekeeping.register('idempotent_answer', statements.purge);
  }

  /** Names who seals. Without one no request can name a key. */
  sealedBy(seal: AnswerSeal): void {
    this.seal = seal;
  }

  /** Makes the request the caller's one of this key, or says what became of the one before. */
  async claim(request: KeyedRequest): Promise<Claim> {
    const place = this.placeOf(request);
    const isMine = await firstRow(this.database, statements.claim, [
      ...place,
      this.hashOf(request),
    ]);
    if (isMine !== null) return { kind: 'mine' };
    const row = await firstRow<Row>(this.database, statements.find, place);
    if (row === null) return { kind: 'busy' };
    if (!sameSecret(row.requestHash, this.hashOf(request))) return { kind: 'mismatch' };
    if (row.status === null || row.sealedAnswer === null) return { kind: 'busy' };
    const text = this.sealing.openUnder(this.secretOf(request), sealedAt(place), row.sealedAnswer);
    if (text === null) throw new Error('An answer that was kept cannot be opened.');
    return { kind: 'answered', status: row.status, text };
  }

  /** Keeps the answer of a claimed request. */
  async keep(request: KeyedRequest, status: number, text: string): Promise<void> {
    const place = this.placeOf(request);
    const sealed = this.sealing.sealUnder(this.secretOf(request), sealedAt(place), text);
    await this.database.run(statements.keep, [...place, status, sealed]);
  }

  /** Gives a claim up: nothing was done, and the same request may try again. */
  async giveUp(request: KeyedRequest): Promise<void> {
    await this.database.run(statements.giveUp, this.placeOf(request));
  }

  private get sealing(): AnswerSeal {
    if (this.seal === null) throw new Error('Nobody seals answers.');
    return this.seal;
  }

  private placeOf({ caller, key }: KeyedRequest): [caller: string, keyHash: Buffer] {
    const text = derive(this.key, `idempotency-key ${caller} ${key}`);
    return [caller, Buffer.from(text, 'base64url')];
  }

  /**
   * The body is as the contract read it, so that the order of its fields does not matter. Keyed, since it may hold a user ID
   * that somebody who reads the table could guess.
   */
  private hashOf({ method, url, body }: KeyedRequest): Buffer {
    const text = JSON.stringify([method, url, body ?? null]);
    return Buffer.from(derive(this.key, `idempotent-request ${text}`), 'base64url');
  }

  /** Keys of callers need not be random; this is. */
  private secretOf({ caller, key }: KeyedRequest): string {
    return derive(this.key, `idempotent-answer ${caller} ${key}`);
  }
}

function sealedAt([caller, keyHash]: [string, Buffer]): SealedAt {
  const row = `${caller} ${keyHash.toString('base64url')}`;
  return { table: 'idempotent_answer', column: 'sealed_answer', row };
}

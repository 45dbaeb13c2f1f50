/**
 * Keys: the signing keys, from birth to erasure.
 *
 * Owns: making, publishing, rotating and retiring keys; the key set; signing and verifying with them.
 * Does not: know what it signs, or who may have a token.
 * Hands off to: the vault, which seals private parts; the ledger, which records every step.
 */
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { EventType } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Vault } from '../vault/vault.ts';
import type { Jwks } from './jwks.ts';
import { keptSeconds, KnownKeys } from './ring/known-keys.ts';
import { newKey } from './ring/new-key.ts';
import type { NewKey } from './ring/new-key.ts';
import { privatePlace } from './ring/private-part.ts';
import * as statements from './ring/statements.ts';
import { signingAlgorithms } from './signing-algorithm.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** What one call of `rotate` did: the next keys were published, are not usable yet, or sign from now on. */
export type RotationResult =
  | { kind: 'published'; kids: string[]; readyAt: Date }
  | { kind: 'too-early'; readyAt: Date }
  | { kind: 'promoted'; kids: string[] };

interface KeyName {
  kid: string;
  algorithm: SigningAlgorithm;
}

type KeyEvent = Extract<EventType, `key.${string}`>;

@Injectable()
export class SigningKeys {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly ledger: Ledger,
    private readonly config: Config,
    private readonly known: KnownKeys,
  ) {}
}

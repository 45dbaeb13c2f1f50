/**
 * Vault: seals single fields, and turns values into indexes and proofs that say nothing of them.
 *
 * Owns: field sealing under the key ring or under a presented secret, blind indexes, labelled MACs.
 * Does not: know what it seals, keep anything, or have a table.
 * Hands off to: whoever stores the sealed bytes.
 */
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { decrypt, encrypt } from './sealing/cipher.ts';
import { KeyRing } from './sealing/key-ring.ts';
import { decodeSealed } from './sealing/sealed-form.ts';
import { unambiguous } from './sealing/unambiguous.ts';

/** Where a sealed value lives. It opens nowhere else, so it cannot be copied to another row or column. */
export interface SealPlace {
  table: string;
  column: string;
  row: string;
}

@Injectable()
export class Vault {
  private readonly ring: KeyRing;
  private readonly indexKey: KeyObject;
  private readonly macKeys = new Map<string, KeyObject>();

  constructor(config: Config) {
    this.ring = new KeyRing(config.vault.keyRing);
    this.indexKey = createSecretKey(config.vault.indexKey);
  }

  /** Seals a text for one place under the newest key of the ring (AES-256-GCM). */
  seal(place: SealPlace, text: string): Buffer {
    return encrypt(this.ring.newest, bytesOf(place), text);
  }

  /** The text sealed for this place. Throws when its key is gone, or the bytes were altered or moved. */
  open(place: SealPlace, sealed: Buffer): string {
    const form = decodeSealed(sealed);
    if (form === null) throw cannotOpen(place, 'the value has not the form of a sealed one');
    const name = `key ${JSON.stringify(form.keyId)}`;
    const key = this.ring.find(form.keyId);
    if (key === undefined) throw cannotOpen(place, `${name} is not in the key ring`);
    const text = decrypt(key, bytesOf(place), form);
    if (text === null) throw cannotOpen(place, `the value under ${name} was altered or moved`);
    return text;
  }

  /** The same, or null when it cannot be opened any more, for work that one lost value must not stop. */
  openUnlessLost(place: SealPlace, sealed: Buffer): string | null {
    try {
      return this.open(place, sealed);
    } catch {
      return null;
    }
  }

  /** Seals a text so that only whoever presents `secret` can have it opened. The secret must be random. */
  sealUnder(secret: string, place: SealPlace, text: string): Buffer {
    return encrypt({ id: '', key: keyFrom(secret, place) }, bytesOf(place), text);
  }

  /** The text, or null when the secret or the place is another one or the bytes were altered. */
  openUnder(secret: string, place: SealPlace, sealed: Buffer): string | null {
    const form = decodeSealed(sealed);
    if (form === null || form.keyId !== '') return null;
    return decrypt(keyFrom(secret, place), bytesOf(place), form);
  }

  /**
   * HMAC-SHA-256 of the parts under the index key: equal parts give equal bytes, which is all they tell.
   * Different labels give unrelated indexes of one and the same value.
   */
  blindIndex(label: string, ...parts: string[]): Buffer {
    return createHmac('sha256', this.indexKey)
      .update(unambiguous(label, ...parts))
      .digest();
  }

  /**
   * HMAC-SHA-256 of a text as base64url, under a subkey of the index key made for this label (HKDF, RFC 5869).
   * Independent of the ring, so what it proves outlives a rotation.
   */
  mac(label: string, text: string): string {
    return createHmac('sha256', this.macKey(label)).update(text).digest('base64url');
  }

  private macKey(label: string): KeyObject {
    const known = this.macKeys.get(label);
    if (known !== undefined) return known;
    const info = unambiguous('mac', label);
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', this.indexKey, '', info, 32)));
    this.macKeys.set(label, key);
    return key;
  }
}

function bytesOf({ table, column, row }: SealPlace): Buffer {
  return unambiguous(table, column, row);
}

function keyFrom(secret: string, { table, column, row }: SealPlace): KeyObject {
  const info = unambiguous(table, column);
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, row, info, 32)));
}

function cannotOpen({ table, column }: SealPlace, reason: string): ServiceError {
  return new ServiceError({
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side.',
    detail: `cannot open ${table}.${column}: ${reason}`,
  });
}

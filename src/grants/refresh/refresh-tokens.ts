import { Injectable } from '@nestjs/common';
import { sameSecret } from '../../kernel/opaque-token.ts';
import { Vault } from '../../vault/vault.ts';
import type { SealPlace } from '../../vault/vault.ts';

/** What a refresh token says; the server's MAC covers all of it. */
export interface RefreshToken {
  /** The grant whose family it belongs to. */
  grantId: string;
  /** How many refreshes the family had seen when it was made. */
  generation: number;
  /** 256 random bits as base64url. */
  secret: string;
}

const sizes = { grant: 16, generation: 4, secret: 32, mac: 32 } as const;
const payloadSize = sizes.grant + sizes.generation + sizes.secret;

/** 84 bytes are exactly 112 characters of base64url: no padding and no spare bits, so one text per token. */
const shape = /^[A-Za-z0-9_-]{112}$/;
const idShape = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** Writes and reads the text of refresh tokens: `grant . generation . secret . MAC` as bytes, in base64url. */
@Injectable()
export class RefreshTokens {
  constructor(private readonly vault: Vault) {}

  /** The text an app gets. */
  write({ grantId, generation, secret }: RefreshToken): string {
    const payload = Buffer.alloc(payloadSize);
    payload.write(grantId.replaceAll('-', ''), 'hex');
    payload.writeUInt32BE(generation, sizes.grant);
    payload.write(secret, sizes.grant + sizes.generation, 'base64url');
    return Buffer.concat([payload, this.macOf(payload)]).toString('base64url');
  }

  /** What a text says; null unless this service wrote it, so that refusing a guess costs no database read. */
  read(text: string): RefreshToken | null {
    if (!shape.test(text)) return null;
    const bytes = Buffer.from(text, 'base64url');
    const payload = bytes.subarray(0, payloadSize);
    if (!sameSecret(this.macOf(payload), bytes.subarray(payloadSize))) return null;
    return {
      grantId: payload.toString('hex', 0, sizes.grant).replace(idShape, '$1-$2-$3-$4-$5'),
      generation: payload.readUInt32BE(sizes.grant),
      secret: payload.toString('base64url', sizes.grant + sizes.generation),
    };
  }

  /** A successor that only the bearer of the token it follows can open: the service itself keeps no key to it. */
  sealSuccessor(presented: string, grantId: string, successor: string): Buffer {
    return this.vault.sealUnder(presented, placeOf(grantId), successor);
  }

  /** The sealed successor, or null when the presented token is not the one it was sealed for. */
  openSuccessor(presented: string, grantId: string, sealed: Buffer): string | null {
    return this.vault.openUnder(presented, placeOf(grantId), sealed);
  }

  private macOf(payload: Buffer): Buffer {
    return Buffer.from(this.vault.mac('refresh-token', payload.toString('base64url')), 'base64url');
  }
}

function placeOf(grantId: string): SealPlace {
  return { table: 'refresh_family', column: 'sealed_successor', row: grantId };
}

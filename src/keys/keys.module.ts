import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { JwksController } from './jwks.controller.ts';
import { KeyAttention } from './key-attention.ts';
import { KeyDesk } from './key-desk.ts';
import { KeyRetirements } from './key-retirements.ts';
import { KeyStore } from './ring/key-store.ts';
import { KnownKeys } from './ring/known-keys.ts';
import { SigningKeys } from './signing-keys.ts';
import { TokenSigner } from './token-signer.ts';
import { TokenVerifier } from './token-verifier.ts';
import { SignatureCache } from './verification/signature-cache.ts';

@Module({
  controllers: [JwksController],
  providers: [
    KeyAttention,
    KeyDesk,
    KeyRetirements,
    KeyStore,
    KnownKeys,
    SigningKeys,
    { provide: SignatureCache, useFactory: () => new SignatureCache() },
    TokenSigner,
    TokenVerifier,
  ],
  exports: [KeyDesk, KeyRetirements, SigningKeys, TokenSigner, TokenVerifier],
})
export class KeysModule implements OnModuleInit {
  constructor(
    private readonly keys: SigningKeys,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.every('signing_key', () => this.keys.keepRotating());
  }
}

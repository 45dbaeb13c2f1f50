import { Global, Module } from '@nestjs/common';
import { Vault } from './vault.ts';

@Global()
@Module({ providers: [Vault], exports: [Vault] })
export class VaultModule {}

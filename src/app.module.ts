import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AccountModule } from './account/account.module.ts';
import { AdminModule } from './admin/admin.module.ts';
import { AuditModule } from './audit/audit.module.ts';
import { Config } from './config/config.ts';
import { ConfigModule } from './config/config.module.ts';
import { FeedModule } from './feed/feed.module.ts';
import { KeysModule } from './keys/keys.module.ts';
import { LedgerModule } from './ledger/ledger.module.ts';
import { OAuthModule } from './oauth/oauth.module.ts';
import { PlatformModule } from './platform/platform.module.ts';
import type { PlatformParts } from './platform/platform.module.ts';
import { SignInModule } from './sign-in/sign-in.module.ts';
import { VaultModule } from './vault/vault.module.ts';

/** The whole service from the ground floor up; other modules come with those that need them. */
@Module({})
export class AppModule {
  static register(config: Config, parts: PlatformParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(config),
        PlatformModule.register(parts),
        VaultModule,
        LedgerModule,
        KeysModule,
        AuditModule,
        SignInModule,
        OAuthModule,
        FeedModule,
        AccountModule,
        AdminModule,
      ],
    };
  }
}

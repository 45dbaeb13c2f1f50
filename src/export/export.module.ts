import { Module } from '@nestjs/common';
import { ActivityModule } from '../activity/activity.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { KeysModule } from '../keys/keys.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { SignInModule } from '../sign-in/sign-in.module.ts';
import { CopyInWords } from './copy-in-words.ts';
import { CopyParts } from './copy-parts.ts';
import { DataCopies } from './data-copies.ts';
import { LinkReceipts } from './link-receipts.ts';

@Module({
  imports: [
    ActivityModule,
    GrantsModule,
    KeysModule,
    LinksModule,
    ProvidersModule,
    ResidentsModule,
    SignInModule,
  ],
  providers: [CopyInWords, CopyParts, DataCopies, LinkReceipts],
  exports: [CopyInWords, DataCopies, LinkReceipts],
})
export class ExportModule {}

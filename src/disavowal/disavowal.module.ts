import { Module } from '@nestjs/common';
import { ErasureModule } from '../erasure/erasure.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { SupportModule } from '../support/support.module.ts';
import { DisavowalAttention } from './disavowal-attention.ts';
import { Disavowal } from './disavowal.ts';
import { Stakes } from './stakes.ts';

@Module({
  imports: [
    ErasureModule,
    GrantsModule,
    LinksModule,
    ResidentsModule,
    RevocationsModule,
    SupportModule,
  ],
  providers: [Disavowal, DisavowalAttention, Stakes],
  exports: [Disavowal],
})
export class DisavowalModule {}

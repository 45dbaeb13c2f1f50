import { Module } from '@nestjs/common';
import { Policies } from './policies.ts';
import { PolicyAttention } from './policy-attention.ts';
import { PolicyDrafts } from './policy-drafts.ts';
import { PolicyPublishing } from './policy-publishing.ts';
import { PolicyRegister } from './policy-register.ts';
import { KnownVersions } from './versions/known-versions.ts';

@Module({
  providers: [
    KnownVersions,
    Policies,
    PolicyAttention,
    PolicyDrafts,
    PolicyPublishing,
    PolicyRegister,
  ],
  exports: [Policies, PolicyDrafts, PolicyPublishing, PolicyRegister],
})
export class PolicyModule {}

import { Injectable } from '@nestjs/common';
import { keptDeletions } from '../erasure/kept-deletions.ts';
import { keptFamilies, keptGrants, KeptConsents } from '../grants/kept-grants.ts';
import { keptEntries, keptRecipients } from '../ledger/kept-entries.ts';
import { KeptLinks } from '../links/kept-links.ts';
import { keptCodes, keptLogouts } from '../oauth/kept-oauth.ts';
import type { Kept } from '../platform/database/kept.ts';
import { keptHelpCodes } from '../platform/http/kept-help-codes.ts';
import { keptAcceptances } from '../policy/kept-acceptances.ts';
import { keptRecord, keptSessions, keptSubjects } from '../residents/kept-residents.ts';
import { keptFlows, keptPending, keptProofs } from '../sign-in/kept-trips.ts';
import { keptRecordAccess } from '../support/kept-record-access.ts';
import { keptSupportCodes } from '../support/kept-support-codes.ts';
import type { PlainKey } from '../words/words.ts';

/** Tables with traces of residents that say nothing a copy does not say better, and why each is left out. */
export const tablesLeftOut: Readonly<Record<string, PlainKey>> = {
  authorization_request: 'copy.why.browser',
  coverage: 'copy.why.numbers',
  epoch: 'copy.why.numbers',
  event_delivery: 'copy.why.told',
  rate_limit: 'copy.why.address',
};

/** Everything there is to copy, in the order in which it is shown. */
@Injectable()
export class CopyParts {
  readonly all: readonly Kept[];

  constructor(links: KeptLinks, consents: KeptConsents) {
    const sharing = [consents, keptSubjects, keptGrants, keptFamilies, keptCodes, keptLogouts];
    const visits = [keptSessions, keptFlows, keptPending, keptProofs];
    const agreed = [
      keptAcceptances,
      keptDeletions,
      keptSupportCodes,
      keptRecordAccess,
      keptHelpCodes,
    ];
    this.all = [keptRecord, links, ...sharing, ...visits, ...agreed, keptEntries, keptRecipients];
  }
}

import { Foundation } from './0001-foundation.ts';
import { Ledger } from './0002-ledger.ts';
import { KeysAndRevocations } from './0003-keys-and-revocations.ts';
import { ResidentsAndApps } from './0004-residents-and-apps.ts';
import { LinksAndSignIn } from './0005-links-and-sign-in.ts';
import { GrantsAndOauth } from './0006-grants-and-oauth.ts';
import { AuthorizationServer } from './0007-authorization-server.ts';
import { ResidentsPages } from './0008-residents-pages.ts';
import { Staff } from './0009-staff.ts';
import { Audit } from './0010-audit.ts';
import { Bulk } from './0011-bulk.ts';
import { Statistics } from './0012-statistics.ts';
import { Jobs } from './0013-jobs.ts';
import { AppKeys } from './0014-app-keys.ts';
import { PolicyDrafts } from './0015-policy-drafts.ts';
import { AuditReasons } from './0016-audit-reasons.ts';
import { Tickets } from './0017-tickets.ts';
import { StaffDirectory } from './0018-staff-directory.ts';
import { ClaimedNoMore } from './0019-claimed-no-more.ts';
import { RevocationList } from './0020-revocation-list.ts';
import { MoreProviders } from './0022-more-providers.ts';
import { Signals } from './0021-signals.ts';
import { EventStreams } from './0023-event-streams.ts';
import { BackChannelLogout } from './0024-back-channel-logout.ts';
import { EventTries } from './0025-event-tries.ts';
import { AnsweredTwice } from './0026-answered-twice.ts';

/** Every migration in order. Once merged a migration never changes: later ones correct it. */
export const migrations = [
  Foundation,
  Ledger,
  KeysAndRevocations,
  ResidentsAndApps,
  LinksAndSignIn,
  GrantsAndOauth,
  AuthorizationServer,
  ResidentsPages,
  Staff,
  Audit,
  Bulk,
  Statistics,
  Jobs,
  AppKeys,
  PolicyDrafts,
  AuditReasons,
  Tickets,
  StaffDirectory,
  ClaimedNoMore,
  RevocationList,
  Signals,
  MoreProviders,
  EventStreams,
  BackChannelLogout,
  EventTries,
  AnsweredTwice,
];

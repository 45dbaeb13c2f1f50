import { Foundation } from './0001-foundation.ts';
import { Ledger } from './0002-ledger.ts';
import { KeysAndRevocations } from './0003-keys-and-revocations.ts';
import { ResidentsAndApps } from './0004-residents-and-apps.ts';
import { LinksAndSignIn } from './0005-links-and-sign-in.ts';
import { GrantsAndOauth } from './0006-grants-and-oauth.ts';
import { AuthorizationServer } from './0007-authorization-server.ts';

/** Every migration in order. Once merged a migration never changes: later ones correct it. */
export const migrations = [
  Foundation,
  Ledger,
  KeysAndRevocations,
  ResidentsAndApps,
  LinksAndSignIn,
  GrantsAndOauth,
  AuthorizationServer,
];

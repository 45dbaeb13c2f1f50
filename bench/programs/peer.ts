// The peer: oidc-provider, with its models in PostgreSQL and the same simulated provider as the service has.
import pg from 'pg';
import { Provider } from 'oidc-provider';
import { serveOnLoopback } from '../../dev/loopback.ts';
import { Accounts } from '../peer/accounts.ts';
import { configuration } from '../peer/configuration.ts';
import type { PeerSettings } from '../peer/configuration.ts';
import { Google } from '../peer/google.ts';
import type { GoogleClient } from '../peer/google.ts';
import { Interactions } from '../peer/interactions.ts';
import { prepareTables } from '../peer/schema.ts';

export interface PeerPlan extends PeerSettings {
  issuer: string;
  databaseUrl: string;
  poolSize: number;
  google: GoogleClient;
}

process.once('message', (plan) => void serve(plan as PeerPlan));
process.once('disconnect', () => process.exit());

async function serve(plan: PeerPlan): Promise<void> {
  const { issuer, databaseUrl: connectionString, poolSize: max } = plan;
  const pool = new pg.Pool({ connectionString, max });
  await prepareTables(pool);
  const accounts = new Accounts(pool);
  const provider = new Provider(issuer, configuration(plan, pool, accounts));
  const google = new Google(plan.google, `${issuer}/callback/google`);
  provider.use(new Interactions(provider, accounts, google).middleware());
  await serveOnLoopback(Number(new URL(issuer).port), provider.callback());
  process.send?.({});
}

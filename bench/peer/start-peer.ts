import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { Closers } from '../../dev/closers.ts';
import { simulatedClients } from '../../dev/development-config.ts';
import { freeLoopbackPort } from '../../dev/loopback.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { settings } from '../../src/config/settings.ts';
import { benchApps, byRole } from '../apps.ts';
import { citiesOf } from '../city.ts';
import type { Contestant } from '../contestant.ts';
import { emptyDatabase } from '../database.ts';
import type { Cluster } from '../database.ts';
import type { PeerPlan } from '../programs/peer.ts';
import { Program } from '../programs/program.ts';
import { peerClient } from './configuration.ts';
import { peerJourney } from './journey.ts';

const program = new URL('../programs/peer.js', import.meta.url).href;

/** Everything the peer is told: made once, so that its cold start does not make keys. */
export async function planPeer({ postgres }: Cluster, simulator: Simulator): Promise<PeerPlan> {
  const port = await freeLoopbackPort(20_000 + (process.pid % 5000));
  const { id, secret } = simulatedClients.google;
  return {
    issuer: `http://localhost:${port}`,
    databaseUrl: await emptyDatabase(postgres, 'peer'),
    poolSize: settings.DATABASE_POOL_SIZE.parse(undefined),
    clients: byRole((role) => peerClient(benchApps[role], newSecret())),
    keys: [
      jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ES256'),
      jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048 }), 'RS256'),
    ],
    cookieKey: newSecret(),
    google: { id, secret, endpoints: simulator.endpoints.google },
  };
}

export function startPeerProgram(plan: PeerPlan): Promise<Program<object>> {
  return Program.start<object>(program, { ...plan });
}

export async function startPeer(
  plan: PeerPlan,
  simulator: Simulator,
  closers: Closers,
): Promise<Contestant> {
  const peer = await startPeerProgram(plan);
  closers.add(() => peer.stop());
  const logins = byRole((role) => {
    const { client_id: clientId, client_secret: secret } = plan.clients[role];
    return { clientId, secret };
  });
  const surroundings = { issuer: plan.issuer, logins, simulator, journey: peerJourney };
  return { pid: peer.pid, cities: citiesOf(surroundings, closers) };
}

function jwkOf({ privateKey }: { privateKey: KeyObject }, alg: string): JsonWebKey {
  return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: alg.toLowerCase() };
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

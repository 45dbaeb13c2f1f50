import type { Closers } from '../../dev/closers.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import type { City } from '../city.ts';
import { serviceDatabase } from '../database.ts';
import type { Cluster } from '../database.ts';
import type { Load } from '../load/samples.ts';
import type { Side } from '../rounds.ts';
import { askAbout } from '../scenarios/introspection.ts';
import { startService } from '../start-service.ts';
import { seed } from './seed.ts';

/** Tokens in use, of grants from all over the tables: as many in both databases. */
const mostAsked = 500;

interface Surroundings {
  cluster: Cluster;
  simulator: Simulator;
  closers: Closers;
}

/** A service of its own on a database of its own, with so many grants in it. */
export async function sideWith(grants: number, around: Surroundings): Promise<Side> {
  const { cluster, simulator, closers } = around;
  const name = `grants_${grants}`;
  const database = await serviceDatabase(cluster, name);
  const { pid, cities } = await startService(database, simulator, { closers });
  const city = cities.introspected;
  const adminUrl = cluster.postgres.adminUrl(name);
  const asked = Math.min(mostAsked, Math.floor(grants / 2));
  const codes = await seed({ adminUrl, issuer: city.app.issuer, grants, asked });
  const tokens = await city.many(asked, () => city.app.redeem(codes.pop() ?? ''));
  const refreshTokens = tokens.map(({ refresh_token: token = '' }) => token);
  return { pid, databasePid: cluster.pid, load: () => freshLoad(city, refreshTokens) };
}

/** An access token lives for minutes only, so every round begins with new ones of the same grants. */
async function freshLoad(city: City, refreshTokens: string[]): Promise<Load> {
  const tokens = await city.many(refreshTokens.length, async () => {
    const refreshed = await city.app.refresh(refreshTokens.shift() ?? '');
    refreshTokens.push(refreshed.refresh_token);
    return refreshed.access_token;
  });
  return askAbout(city.app, tokens);
}

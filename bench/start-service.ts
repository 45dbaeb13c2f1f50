import type { Closers } from '../dev/closers.ts';
import { simulatedClients } from '../dev/development-config.ts';
import { freeLoopbackPort } from '../dev/loopback.ts';
import { startSimulator as startProviders } from '../dev/simulator/simulator.ts';
import type { Simulator } from '../dev/simulator/simulator.ts';
import { benchApps } from './apps.ts';
import { citiesOf } from './city.ts';
import type { Contestant } from './contestant.ts';
import type { ServiceDatabase } from './database.ts';
import { productionFlags } from './programs/production-flags.ts';
import { Program } from './programs/program.ts';
import type { ServicePlan, ServiceReady } from './programs/service.ts';
import { serviceJourney } from './service-journey.ts';

/** The providers that all contestants' residents come from. */
export async function startSimulator(closers: Closers): Promise<Simulator> {
  const simulator = await startProviders({ clients: simulatedClients });
  closers.add(() => simulator.close());
  return simulator;
}

interface Starting {
  closers: Closers;
  /** Further ones for Node. */
  flags?: readonly string[];
  apps?: ServicePlan['apps'];
}

/** Starts the service on a database as production does. */
export async function startService(
  { url, keys }: ServiceDatabase,
  simulator: Simulator,
  { closers, flags = [], apps = benchApps }: Starting,
): Promise<Contestant> {
  const port = await freeLoopbackPort(30_000 + (process.pid % 5000));
  const issuer = `http://localhost:${port}`;
  const surroundings = {
    issuer,
    metricsPort: await freeLoopbackPort(port + 1),
    databaseUrl: url,
    keys,
    simulator: { endpoints: simulator.endpoints },
  };
  const plan: ServicePlan = { surroundings, apps };
  const program = new URL('programs/service.js', import.meta.url).href;
  const service = await Program.start<ServiceReady>(program, { ...plan }, [
    ...productionFlags,
    ...flags,
  ]);
  closers.add(() => service.stop());
  const { logins } = service.ready;
  const cities = citiesOf({ issuer, logins, simulator, journey: serviceJourney }, closers);
  return { pid: service.pid, cities };
}

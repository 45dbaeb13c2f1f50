// The whole service as production runs it, but for its providers: those are the simulator.
import { developmentConfig } from '../../dev/development-config.ts';
import type { Surroundings } from '../../dev/development-config.ts';
import { ensureApp } from '../../dev/sample-apps.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { NewApp } from '../../src/apps/city-app.ts';
import type { LimitSettings } from '../../src/config/config.ts';
import { SystemClock } from '../../src/kernel/clock.ts';
import { Log } from '../../src/platform/logging/log.ts';
import { startService } from '../../src/service.ts';
import type { AppRole } from '../apps.ts';
import type { AppLogins } from '../city.ts';

export interface ServicePlan {
  surroundings: Surroundings;
  /** The city apps that will ask. */
  apps: Readonly<Record<AppRole, NewApp>>;
}

export interface ServiceReady {
  logins: AppLogins;
}

/** All requests come from one address here. They are counted like any others, but none is refused. */
const limits: LimitSettings = {
  signInPerMinute: 1_000_000,
  callbackPerMinute: 1_000_000,
  codesPerMinute: 1_000_000,
  tokenPerSecond: 1_000_000,
  introspectPerSecond: 1_000_000,
  clientAddressPerSecond: 1_000_000,
  clientFailuresPerMinute: 1_000_000,
  apiPerSecond: 1_000_000,
  polledPerSecond: 100_000,
};

process.once('message', (plan) => void serve(plan as ServicePlan));
process.once('disconnect', () => process.exit());

async function serve({ surroundings, apps }: ServicePlan): Promise<void> {
  const config = { ...developmentConfig(surroundings), limits };
  const log = new Log(config.logLevel);
  const service = await startService(config, { clock: new SystemClock(), log, checkClock: true });
  const registered = service.app.get(Apps);
  const logins = {
    usual: await ensureApp(registered, apps.usual),
    es256: await ensureApp(registered, apps.es256),
    introspected: await ensureApp(registered, apps.introspected),
  };
  process.send?.({ logins } satisfies ServiceReady);
}

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { freeLoopbackPort } from './loopback.ts';

const text = { type: 'string' } as const;
const flags = {
  data: { ...text, default: '.data' },
  providers: { ...text, default: 'two' },
  port: { ...text, default: '3000' },
  'parks-pass-port': { ...text, default: '4000' },
  'simulator-port': { ...text, default: '5000' },
  'postgres-port': { ...text, default: '5433' },
  'metrics-port': { ...text, default: '9464' },
} as const;

const Port = z.coerce.number().int().min(1).max(65_000);

/** Preferred ports are started from; what is taken by another program is passed over. */
export interface Ports {
  service: number;
  parksPass: number;
  simulator: number;
  postgres: number;
  metrics: number;
}

/** Google and Facebook, or every provider that the service knows. */
const Simulated = z.enum(['two', 'all']);
export type SimulatedProviders = z.infer<typeof Simulated>;

export interface StartOptions {
  dataDir: string;
  providers: SimulatedProviders;
  preferred: Ports;
}

/** Reads `npm start -- --port 3100 --data elsewhere ...`. @throws with a sentence for people */
export function readOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({ args: [...args], options: flags });
  return {
    dataDir: values.data,
    providers: simulatedIn(values.providers),
    preferred: {
      service: portIn(values, 'port'),
      parksPass: portIn(values, 'parks-pass-port'),
      simulator: portIn(values, 'simulator-port'),
      postgres: portIn(values, 'postgres-port'),
      metrics: portIn(values, 'metrics-port'),
    },
  };
}

function simulatedIn(wanted: string): SimulatedProviders {
  const known = Simulated.safeParse(wanted);
  if (known.success) return known.data;
  throw new Error(`--providers must be two or all, not "${wanted}".`);
}

function portIn(values: Record<string, string>, flag: string): number {
  const port = Port.safeParse(values[flag]);
  if (port.success) return port.data;
  throw new Error(`--${flag} must be a port number, not "${values[flag]}".`);
}

/** The ports to use: the preferred ones, or the next free ones. */
export async function findPorts(preferred: Ports): Promise<Ports> {
  const taken = new Set<number>();
  const found = { ...preferred };
  for (const name of Object.keys(preferred) as (keyof Ports)[]) {
    found[name] = await freeLoopbackPort(preferred[name], taken);
    taken.add(found[name]);
  }
  return found;
}

/** A sentence for each port that is another than the preferred one. */
export function movedPorts(preferred: Ports, found: Ports): string[] {
  return (Object.keys(preferred) as (keyof Ports)[])
    .filter((name) => preferred[name] !== found[name])
    .map((name) => `Port ${preferred[name]} is taken by another program; ${found[name]} is used.`);
}

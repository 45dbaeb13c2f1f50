import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestDatabase } from '../database.ts';
import { databaseProxy } from './database-proxy.ts';
import type { Rewrite } from './database-proxy.ts';
import { KillSwitch } from './kill-switch.ts';

/** A way to a database on which statements are changed. */
export interface RewrittenDatabase {
  readonly url: string;
  close(): void;
}

export async function rewritten(
  { name }: TestDatabase,
  rewrite: Rewrite,
): Promise<RewrittenDatabase> {
  const path = join(String(process.env.CIVIC_TEST_SOCKET), '.s.PGSQL.5432');
  const killSwitch = new KillSwitch(async () => undefined);
  const proxy = databaseProxy({ path, killSwitch, rewrite }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `postgres://civic_app@127.0.0.1:${port}/${name}`,
    close: () => void proxy.close(),
  };
}

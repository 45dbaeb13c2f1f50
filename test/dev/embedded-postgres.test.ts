import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { account } from '../../dev/postgres/account.ts';
import { startPostgres, type EmbeddedPostgres } from '../../dev/postgres/embedded-postgres.ts';
import { freePort } from '../../dev/postgres/free-port.ts';
import { prepareDatabase } from '../../dev/postgres/roles.ts';

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'civic-link-dev-'));
}

/** Runs a check against a PostgreSQL that is stopped again whatever happens. */
async function withPostgres(
  dataDir: string,
  port: number,
  check: (postgres: EmbeddedPostgres) => Promise<void>,
): Promise<void> {
  const listen = { host: '127.0.0.1', port };
  const postgres = await startPostgres({ dataDir, listen, durable: true });
  try {
    await check(postgres);
  } finally {
    await postgres.stop();
  }
}

describe('the PostgreSQL of npm start', () => {
  const dataDir = temporaryFolder();
  let port: number;

  beforeAll(async () => {
    await withPostgres(dataDir, await freePort(54_600), async (postgres) => {
      await prepareDatabase(postgres, 'civic_link');
      await rowsOf(
        postgres.url('civic_migrate', 'civic_link'),
        'CREATE TABLE kept AS SELECT 42 AS n',
      );
    });
  });

  beforeEach(async () => {
    port = await freePort(54_600);
  });

  afterAll(() => rmSync(dataDir, { recursive: true }));

  test('keeps data and passwords over a restart', async () => {
    await withPostgres(dataDir, port, async (postgres) => {
      const url = postgres.url('civic_migrate', 'civic_link');
      expect(await rowsOf(url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    });
  });

  test('keeps prepared roles as they are when they are prepared again', async () => {
    await withPostgres(dataDir, port, async (postgres) => {
      await prepareDatabase(postgres, 'civic_link');
      const url = postgres.url('civic_app', 'civic_link');
      expect(await rowsOf(url, 'SELECT current_user AS me')).toEqual([{ me: 'civic_app' }]);
    });
  });

  test('checks pages for damage, syncs to disk and sorts the same on every machine', async () => {
    await withPostgres(dataDir, port, async (postgres) => {
      const [settings] = await rowsOf(
        postgres.adminUrl('civic_link'),
        `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
                datlocprovider AS provider, datlocale AS locale
           FROM pg_database WHERE datname = current_database()`,
      );
      expect(settings).toEqual({
        checksums: 'on',
        fsync: 'on',
        provider: 'b',
        locale: 'C.UTF-8',
      });
    });
  });

  test('lets nobody in without the password', async () => {
    await withPostgres(dataDir, port, async (postgres) => {
      const url = new URL(postgres.url('civic_app', 'civic_link'));
      url.password = 'guess';
      await expect(rowsOf(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    });
  });

  test('ends when its parent is killed, and the next start waits for that', async () => {
    const program = [join(import.meta.dirname, 'hold-postgres.ts'), dataDir, String(port)];
    const parent = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await withPostgres(dataDir, port, async (postgres) => {
      const url = postgres.url('civic_migrate', 'civic_link');
      expect(await rowsOf(url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    });
    expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  test('is not stopped by a lock file whose process id now belongs to another program', async () => {
    // Same user as the server's: a program of another user PostgreSQL would overlook by itself.
    const stranger = spawn('sleep', ['60'], { ...account, stdio: 'ignore' });
    const lock = join(dataDir, 'cluster', 'postmaster.pid');
    writeFileSync(lock, `${stranger.pid}\n${join(dataDir, 'cluster')}\n`);
    try {
      await withPostgres(dataDir, port, async () => {
        expect(readFileSync(lock, 'utf8')).not.toMatch(new RegExp(`^${stranger.pid}\n`));
      });
    } finally {
      stranger.kill();
    }
  });

  test('says so when its port is taken, and freePort names the next one', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = (other.address() as AddressInfo).port;
    try {
      const attempt = withPostgres(dataDir, taken, async () => undefined);
      await expect(attempt).rejects.toThrow('its port is taken by another program');
      expect(await freePort(taken)).toBeGreaterThan(taken);
    } finally {
      other.close();
    }
  });
});

describe('a PostgreSQL for tests', () => {
  test('leaves nothing behind', async () => {
    const dataDir = temporaryFolder();
    const listen = { socketDir: join(dataDir, 'socket') };
    const postgres = await startPostgres({ dataDir, listen, durable: false });
    expect(await rowsOf(postgres.adminUrl('postgres'), 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await postgres.stop();
    expect(existsSync(dataDir)).toBe(false);
  });

  test('refuses a socket folder whose name is too long, with a sentence', async () => {
    const dataDir = temporaryFolder();
    const listen = { socketDir: join(dataDir, 'x'.repeat(100)) };
    const attempt = startPostgres({ dataDir, listen, durable: false });
    await expect(attempt).rejects.toThrow('too long for a socket');
    rmSync(dataDir, { recursive: true });
  });
});

// Owns: a real PostgreSQL 18 from npm packages, for development and tests.
// Does not: know roles, schemas or what is stored; run in production.
// Hands off to: roles.ts, which makes the databases and roles of this project in it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareBinaries } from './binaries.ts';
import { passwordFrom, prepareCluster } from './cluster.ts';
import { prepareFolder } from './folder.ts';
import { startServer } from './server.ts';

/** Where it listens: on a private socket without passwords, or on TCP with SCRAM passwords. */
export type Listen =
  { readonly socketDir: string } | { readonly host: string; readonly port: number };

export interface PostgresOptions {
  /** The folder for the data and everything that belongs to it; kept between runs if `durable`. */
  readonly dataDir: string;
  readonly listen: Listen;
  /** False trades all safety for speed: nothing is synced to disk, and `dataDir` ends with the server. */
  readonly durable: boolean;
  readonly onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** The connection URL of the superuser. */
  adminUrl(database: string): string;
  /** The connection URL of another role; over TCP with the password `password(user)`. */
  url(user: string, database: string): string;
  /** The password to give a role when creating it; stays the same over restarts. */
  password(user: string): string;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL and resolves once it accepts connections. It stops with `stop()`, and also when
 * our process ends in any way. Rejects with a sentence for people when it cannot start.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { durable, onLog: log = () => undefined } = options;
  const folder = prepareFolder(options.dataDir, log);
  const listen = prepareListen(options.listen, log);
  const binaries = prepareBinaries(folder);
  const auth = 'port' in listen ? 'scram-sha-256' : 'trust';
  const cluster = await prepareCluster({ folder, binaries, auth, durable });
  const discard = durable ? undefined : folder;

  const command = [binaries.postgres, '-D', cluster, ...settings(listen, durable)];
  const stopServer = await startServer({ command, discard, log });

  const password = (user: string) => passwordFrom(folder, user);
  const url = (user: string, database: string) =>
    connectionUrl(listen, [user, password(user)], database);
  return {
    url,
    password,
    adminUrl: (database) => url('postgres', database),
    async stop() {
      await stopServer();
      // As root the server's user may empty the folder but not remove it from its parent.
      if (discard !== undefined) rmSync(discard, { recursive: true, force: true });
    },
  };
}

function prepareListen(listen: Listen, log: (line: string) => void): Listen {
  if ('port' in listen) return listen;
  const socketDir = prepareFolder(listen.socketDir, log);
  // The kernel cuts the address off at 107 bytes, and PostgreSQL's own message does not name ours.
  if (Buffer.byteLength(join(socketDir, '.s.PGSQL.5432')) > 107) {
    throw new Error(`The folder name is too long for a socket: ${socketDir}`);
  }
  return { socketDir };
}

function settings(listen: Listen, durable: boolean): string[] {
  const values: Record<string, string> = {
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    ...('port' in listen ? onTcp(listen) : onSocket(listen.socketDir)),
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function onTcp(listen: { host: string; port: number }): Record<string, string> {
  return {
    listen_addresses: listen.host,
    port: String(listen.port),
    unix_socket_directories: '',
  };
}

function onSocket(socketDir: string): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
  };
}

function connectionUrl(listen: Listen, login: readonly [string, string], database: string): string {
  const [user, password] = login.map(encodeURIComponent);
  const name = encodeURIComponent(database);
  // The host in the query wins over the one before it, which is there to keep the URL a valid one.
  return 'port' in listen
    ? `postgres://${user}:${password}@${listen.host}:${listen.port}/${name}`
    : `postgres://${user}@localhost/${name}?host=${encodeURIComponent(listen.socketDir)}`;
}

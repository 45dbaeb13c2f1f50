import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { account } from './account.ts';
import type { Binaries } from './binaries.ts';

const run = promisify(execFile);

export interface ClusterOptions {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly auth: 'scram-sha-256' | 'trust';
  readonly durable: boolean;
}

/** The password of a database role: the same after every restart, different in every folder. */
export function passwordFrom(folder: string, user: string): string {
  const file = join(folder, 'password-seed');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return createHmac('sha256', readFileSync(file)).update(user).digest('base64url');
}

/**
 * Returns the data directory inside `folder`, making it on first use. It appears under its name only
 * when complete, so an interrupted first start leaves nothing half made.
 */
export async function prepareCluster(options: ClusterOptions): Promise<string> {
  const cluster = join(options.folder, 'cluster');
  if (existsSync(cluster)) {
    await waitUntilUnused(cluster);
    return cluster;
  }
  const unfinished = `${cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await initialise(unfinished, options);
  renameSync(unfinished, cluster);
  return cluster;
}

async function initialise(cluster: string, options: ClusterOptions): Promise<void> {
  const passwordFile = join(options.folder, 'password-of-postgres');
  writeFileSync(passwordFile, passwordFrom(options.folder, 'postgres'), { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(passwordFile, account.uid, account.gid);
  }
  const flags = [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    `--auth=${options.auth}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(options.durable ? [] : ['--no-sync']),
  ];
  try {
    await run(options.binaries.initdb, flags, { ...account, cwd: '/', env: { LC_ALL: 'C' } });
  } catch (cause) {
    throw new Error(`PostgreSQL could not make its data directory. ${whatItSaid(cause)}`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function whatItSaid(failure: unknown): string {
  const { stderr } = z.object({ stderr: z.string() }).catch({ stderr: '' }).parse(failure);
  return stderr.trim();
}

/**
 * Settles the lock file an earlier run may have left. A server whose parent was just killed is still
 * shutting down, so it gets time. A process id that now belongs to something else is no lock at all:
 * PostgreSQL cannot tell and would refuse, so the file goes.
 */
async function waitUntilUnused(cluster: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const owner = lockOwner(cluster);
    if (owner === undefined) return;
    if (!commandLine(owner).includes(cluster)) {
      rmSync(join(cluster, 'postmaster.pid'), { force: true });
      return;
    }
    await sleep(100);
  }
  throw new Error(`Another process (${lockOwner(cluster)}) is using the database in ${cluster}.`);
}

function lockOwner(cluster: string): number | undefined {
  const text = contentsOf(join(cluster, 'postmaster.pid'));
  return text === '' ? undefined : Number.parseInt(text, 10);
}

function commandLine(processId: number): string {
  return contentsOf(`/proc/${processId}/cmdline`);
}

function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

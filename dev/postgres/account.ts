import { spawnSync } from 'node:child_process';

/**
 * Whom PostgreSQL runs as, ready to be spread into spawn options. It refuses to run as root, so root
 * (usual in containers) lends it the id of "nobody".
 */
export const account: { uid?: number; gid?: number } =
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Whether that user can reach a file or folder through every folder above it. */
export function canReach(path: string): boolean {
  const check = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' });
  if (check.error === undefined) return check.status === 0;
  throw new Error(
    'PostgreSQL cannot run as another user: this container may not change user ids.',
    {
      cause: check.error,
    },
  );
}

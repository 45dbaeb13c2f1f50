import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { account, canReach } from './account.ts';

/**
 * Makes a folder for PostgreSQL, gives it to the user who runs it and returns its full path.
 * A checkout below a closed folder such as /root cannot be entered by that user. Then the data goes
 * to a folder of its own below /var/tmp, the same one every time, and the log says so.
 */
export function prepareFolder(wanted: string, log: (line: string) => void): string {
  const folder = resolve(wanted);
  claim(folder);
  if (canReach(folder)) return folder;
  if (readdirSync(folder).length === 0) rmdirSync(folder);

  const substitute = `/var/tmp/civic-link-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  log(
    `PostgreSQL does not run as root and may not enter ${folder}; it uses ${substitute} instead.`,
  );
  claim(substitute);
  if (canReach(substitute)) return substitute;
  throw new Error(`PostgreSQL can use neither ${folder} nor ${substitute}.`);
}

function claim(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid: owner } = statSync(folder);
  // Below /var/tmp anybody could have made the folder before us.
  if (owner !== process.getuid?.() && owner !== account.uid) {
    throw new Error(`${folder} belongs to another user: remove it or choose another folder.`);
  }
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid);
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { account } from './account.ts';

/**
 * Runs the server under a small shell that holds the reading end of a pipe. When the pipe closes,
 * because we asked or because our process is gone in whatever way, the server is stopped and what was
 * to be thrown away is thrown away. `"$@"` is the server's command line.
 */
const supervisor = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3; kill -INT "$server"; } >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill "$watcher" 2>/dev/null
[ -z "$DISCARD" ] || rm -rf "$DISCARD" 2>/dev/null
exit "$status"`;

export interface ServerOptions {
  readonly command: readonly string[];
  /** A folder to remove when the server has ended. */
  readonly discard: string | undefined;
  readonly log: (line: string) => void;
}

/**
 * Starts the server and resolves once it accepts connections, with the function that stops it.
 * Rejects with the server's own last words if it ends before that.
 */
export async function startServer(options: ServerOptions): Promise<() => Promise<void>> {
  const child = spawn('/bin/sh', ['-c', supervisor, 'civic-postgres', ...options.command], {
    ...account,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', DISCARD: options.discard ?? '' },
    stdio: ['pipe', 'ignore', 'pipe'],
    // Its own session: Ctrl-C must reach only us, who stop the service before its database.
    detached: true,
  });
  const ended = once(child, 'exit');
  ended.then(() => child.stdin.destroy()).catch(() => undefined);
  await ready(child, options.log);
  return async () => {
    child.stdin.end();
    await ended;
  };
}

function ready(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const { stderr } = child;
  if (stderr === null) throw new Error('The server has no log.');
  const lastWords: string[] = [];
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    createInterface(stderr)
      .on('line', (line) => {
        log(line);
        lastWords.push(line);
        if (lastWords.length > 10) lastWords.shift();
        if (line.includes('database system is ready to accept connections')) resolve();
      })
      .on('close', () => reject(new Error(explain(lastWords))));
  });
}

function explain(lastWords: readonly string[]): string {
  const text = lastWords.join('\n');
  return text.includes('Address already in use')
    ? 'PostgreSQL cannot start: its port is taken by another program.'
    : `PostgreSQL did not start. It said:\n${text}`;
}

import { once } from 'node:events';
import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Either the folder is ours until `release`, or another process has it. */
export type Claim =
  { kind: 'ours'; release: () => Promise<void> } | { kind: 'taken'; processId: string };

/**
 * Claims a data folder for this process. The claim is a socket on which we answer with our process id: unlike a
 * lock file it cannot outlive us, and a process id used again by another program does not look like us.
 */
export async function claim(folder: string): Promise<Claim> {
  const socket = socketOf(folder);
  const processId = await holderOf(socket);
  if (processId !== null) return { kind: 'taken', processId };
  rmSync(socket, { force: true });
  const server = createServer((caller) => caller.end(String(process.pid)));
  server.listen(socket);
  await once(server, 'listening');
  server.unref();
  const release = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { kind: 'ours', release };
}

/** Not in the folder itself: the address of a socket may have about a hundred characters only. */
function socketOf(folder: string): string {
  return join(tmpdir(), `civic-link-${hash('sha256', resolve(folder)).slice(0, 16)}.sock`);
}

/** The process that answers on the socket, or null. */
async function holderOf(socket: string): Promise<string | null> {
  try {
    const call = connect(socket).setEncoding('utf8');
    return (await call.toArray()).join('');
  } catch {
    return null;
  }
}

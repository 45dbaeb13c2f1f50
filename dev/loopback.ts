import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { once } from 'node:events';
import { createServer as createProbe } from 'node:net';
import { freePort } from './postgres/free-port.ts';

/** Browsers try both for `localhost`: a stranger on the other one would be met instead of us. */
const addresses = ['127.0.0.1', '::1'] as const;

/** The first port from `preferred` upwards that is free on both loopback addresses and not given away yet. */
export async function freeLoopbackPort(
  preferred: number,
  taken: ReadonlySet<number> = new Set(),
): Promise<number> {
  const port = await freePort(preferred);
  const isOurs = !taken.has(port) && (await isFreeOnIpv6(port));
  return isOurs ? port : freeLoopbackPort(port + 1, taken);
}

async function isFreeOnIpv6(port: number): Promise<boolean> {
  const probe = createProbe();
  try {
    probe.listen({ port, host: '::1', exclusive: true });
    await once(probe, 'listening');
    return true;
  } catch (error) {
    return codeOf(error) !== 'EADDRINUSE';
  } finally {
    probe.close();
  }
}

/** Serves `http://localhost:<port>` on the loopback addresses this machine has. Returns what ends it. */
export async function serveOnLoopback(
  port: number,
  listener: RequestListener,
): Promise<() => Promise<void>> {
  const servers: Server[] = [];
  for (const host of addresses) {
    const server = createServer(listener);
    if (await listens(server, port, host)) servers.push(server);
  }
  return async () => {
    await Promise.all(servers.map(close));
  };
}

/** False when this machine has no IPv6; any other failure is thrown. */
async function listens(server: Server, port: number, host: string): Promise<boolean> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (host === '::1' && codeOf(error) !== 'EADDRINUSE') return false;
    throw error;
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Another website, which shows whatever page it is given. It is reached by a name other than the service's, so that
 * browsers take it for another site.
 */
export class HostileSite {
  private readonly pages = new Map<string, string>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, reply) => {
      void reply.setHeader('content-type', 'text/html; charset=utf-8');
      reply.end(this.pages.get(request.url ?? '') ?? '');
    });
  }

  static async open(): Promise<HostileSite> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.unref();
    return new HostileSite(server);
  }

  /** Puts a page on the site and returns its address. */
  show(body: string): string {
    const path = `/${this.pages.size}`;
    this.pages.set(path, `<!doctype html><title>Win a prize</title>${body}`);
    const { port } = this.server.address() as AddressInfo;
    return `http://localhost:${port}${path}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

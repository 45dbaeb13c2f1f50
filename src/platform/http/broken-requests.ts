import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Refuses what is not HTTP and ends its connection. A request may have been answered before its end turned out to be
 * broken; it is not answered a second time, for a proxy could take that for the answer to another one.
 */
export function refuseBroken(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable && !isAnswered(socket))
    socket.write(refusal(statuses[error.code ?? ''] ?? 400));
  socket.destroy(error);
}

/** Node keeps the answer under way here, and decides by it when it refuses by itself. */
function isAnswered(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent ?? false;
}

function refusal(status: number): string {
  const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  return `${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}

import { connect } from 'node:net';

/** How long a server may think before what was sent counts as incomplete and is broken off. */
const quietMilliseconds = 1500;
/** Nothing may take longer, however busy the machine is. */
const deadlineMilliseconds = 30_000;

export interface Exchange {
  /** Everything that came back, as latin1. */
  said: string;
  /** True when the connection was still open at the deadline. */
  hangs: boolean;
}

/** Sends bytes on a connection of their own and listens until it is closed. */
export function exchange(port: number, bytes: Buffer): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const said: Buffer[] = [];
    let hangs = false;
    const deadline = setTimeout(() => {
      hangs = true;
      socket.destroy();
    }, deadlineMilliseconds);
    socket.setTimeout(quietMilliseconds, () => socket.end());
    socket.on('data', (chunk: Buffer) => said.push(chunk));
    // A server that hangs up while we still write is one of the right answers.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(deadline);
      resolve({ said: Buffer.concat(said).toString('latin1'), hangs });
    });
    socket.write(bytes);
  });
}

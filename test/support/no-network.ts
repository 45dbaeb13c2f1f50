import { Socket } from 'node:net';

/**
 * Keeps every test on this machine: a connection from the jest process to anything but loopback or a
 * Unix socket fails with EACCES before a packet leaves. Jest loads this before each test file.
 */
const marker = Symbol.for('civic-link.no-network');

// Test files of one worker share the core modules: wrap once, not once per file.
if (!Reflect.has(Socket.prototype, marker)) {
  // oxlint-disable-next-line typescript/unbound-method -- the proxy passes the caller's `this` on
  Socket.prototype.connect = new Proxy(Socket.prototype.connect, { apply: connectIfAllowed });
  Reflect.set(Socket.prototype, marker, true);
}

function connectIfAllowed(
  connect: typeof Socket.prototype.connect,
  socket: Socket,
  args: Parameters<typeof connect>,
): Socket {
  const host = destinationOf(args);
  if (isThisMachine(host)) return Reflect.apply(connect, socket, args);
  const refusal = new Error(`Tests may not connect to ${host}: use a server on 127.0.0.1.`);
  // The caller still sets options on the socket it gets back, so it must not be dead yet.
  process.nextTick(() => socket.destroy(Object.assign(refusal, { code: 'EACCES' })));
  return socket;
}

/** The host of `connect(options)`, `connect(port, host)` or `connect(path)`; none means loopback. */
function destinationOf(args: readonly unknown[]): string | undefined {
  // net.connect() hands its arguments on as one array.
  if (Array.isArray(args[0])) return destinationOf(args[0]);
  const [first, second] = args;
  if (typeof first === 'object' && first !== null) return hostIn(first);
  const isPath = typeof first === 'string' && !/^\d+$/.test(first);
  return !isPath && typeof second === 'string' ? second : undefined;
}

function hostIn(options: { path?: unknown; host?: unknown }): string | undefined {
  if (typeof options.path === 'string' || typeof options.host !== 'string') return undefined;
  return options.host;
}

function isThisMachine(host: string | undefined): boolean {
  const names = [undefined, '', 'localhost', '::1', '[::1]'];
  return names.includes(host) || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host ?? '');
}

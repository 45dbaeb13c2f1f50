import { startPostgres } from '../../dev/postgres/embedded-postgres.ts';

// A program of its own, to be killed: starts a durable PostgreSQL on the folder and port it is given.
const [dataDir = '', port = ''] = process.argv.slice(2);
await startPostgres({
  dataDir,
  listen: { host: '127.0.0.1', port: Number(port) },
  durable: true,
});
console.log('up');
setInterval(() => undefined, 1000);

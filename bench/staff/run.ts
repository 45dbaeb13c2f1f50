// Owns: `npm run bench:staff`: how long staff wait when there are a million links, and by which plans.
// Does not: measure the network or pages; the services are called as the console and the API call them.
// Hands off to: seed.ts (what is in the database), tasks.ts (what staff do), plans.ts (how PostgreSQL does it).
import { Closers } from '../../dev/closers.ts';
import { ensureApp } from '../../dev/sample-apps.ts';
import { Apps } from '../../src/apps/apps.ts';
import { LinkSeal } from '../../src/links/link-seal.ts';
import { Vault } from '../../src/vault/vault.ts';
import { benchApps } from '../apps.ts';
import { serviceDatabase, startCluster } from '../database.ts';
import { thisMachine } from '../machine/machine.ts';
import { measureTasks, scansOf } from './measure.ts';
import { readStaffOptions } from './options.ts';
import { isKept, staffAsMarkdown } from './report.ts';
import type { StaffReport } from './report.ts';
import { seedForStaff } from './seed.ts';
import { issuer, staffService } from './staff-service.ts';
import { staffTasks } from './tasks.ts';

const closers = new Closers();
const options = readStaffOptions(process.argv.slice(2));

async function main(): Promise<StaffReport> {
  // Nothing is moved to a core of its own here: service and PostgreSQL share both, as on a small server.
  const machine = { ...thisMachine(), pinned: false };
  const cluster = await startCluster(closers);
  const app = await staffService(await serviceDatabase(cluster), closers);
  await ensureApp(app.get(Apps, { strict: false }), benchApps.usual);
  const { links, times } = options;
  process.stderr.write(`${links} links\n`);
  const [seal, vault] = [app.get(LinkSeal, { strict: false }), app.get(Vault)];
  const adminUrl = cluster.postgres.adminUrl('civic_link');
  const seed = { adminUrl, issuer, links, targets: times + 1, seal, vault };
  const [first, ...targets] = await seedForStaff(seed);
  if (first === undefined) throw new Error('There is nobody to look for.');
  const tasks = staffTasks(app);
  process.stderr.write('What staff do\n');
  const scans = await scansOf(tasks, first, adminUrl);
  return { machine, options, scans, figures: await measureTasks(tasks, targets, options) };
}

try {
  const report = await main();
  const text = options.json ? `${JSON.stringify(report, null, 2)}\n` : staffAsMarkdown(report);
  process.stdout.write(text);
  if (!isKept(report)) process.exitCode = 1;
} finally {
  await closers.closeAll();
}

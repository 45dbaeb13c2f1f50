import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

/**
 * Not the ones the package proposes: those are for a cloud function, and switch off the same-origin policy that
 * tests rely on. No name resolves, so that a page cannot reach out without failing.
 */
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Starts the Chromium that came with npm: nothing has to be installed on the machine. The caller closes it.
 */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const env = { ...process.env, FONTCONFIG_PATH: join(folder, 'fonts') };
  const libraries = (await missesLibraries(executablePath))
    ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
    : {};
  return chromium.launch({ executablePath, args, env: { ...env, ...libraries } });
}

/** The folder with the unpacked browser of exactly the installed version; made on first use. */
async function unpacked(): Promise<string> {
  const cache = join(root, '.cache');
  const folder = join(cache, `chromium-${installedVersion()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  // Another worker may be doing the same: each unpacks for itself, and the first one finished wins.
  const unfinished = mkdtempSync(join(cache, 'unpacking-'));
  const program = join(import.meta.dirname, 'unpack-chromium.ts');
  await run(process.execPath, [program], { env: { ...process.env, TMPDIR: unfinished } });
  writeFileSync(join(unfinished, 'fonts', 'fonts.conf'), fontSettings(folder));
  if (existsSync(folder)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, folder);
  return folder;
}

/** Only the font that came along, so that pages measure the same on every machine. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function installedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = readFileSync(join(entry, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** A plain server has no libnss3. The package brings one along, made for a newer Linux, so only then. */
async function missesLibraries(executable: string): Promise<boolean> {
  const { stdout } = await run('ldd', [executable]);
  return stdout.includes('not found');
}

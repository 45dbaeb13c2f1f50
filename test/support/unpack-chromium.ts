import { createRequire } from 'node:module';
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

// A program of its own, because the package unpacks into the temporary folder of the whole process:
// started with TMPDIR, it leaves the browser, its fonts and the libraries it may miss in there.
const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
await chromium.executablePath();
await inflate(join(entry, '..', '..', 'bin', 'al2023.tar.br'));

/** Writes `docs/conformance.md` from the results that a full run stored with `--json --outputFile`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { catalogue } from '../../standards/requirements/catalogue.ts';
import { conformancePage } from './page.ts';
import { testsOfStored } from './seen-tests.ts';
import type { StoredResults } from './seen-tests.ts';
import { judge } from './verdict.ts';

const [stored] = process.argv.slice(2);
if (stored === undefined) throw new Error('Usage: write-page.ts <results of jest --json>');
const results = JSON.parse(readFileSync(stored, 'utf8')) as StoredResults;
const verdict = judge(catalogue, testsOfStored(results, process.cwd()));
writeFileSync('docs/conformance.md', await conformancePage(catalogue, verdict));
for (const problem of verdict.problems) console.log(problem);

import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../standards/requirements/catalogue.ts';
import type { Catalogue } from '../../standards/requirements/catalogue.ts';
import { conformancePage } from './page.ts';
import { testsOfRun } from './seen-tests.ts';
import type { RunResults } from './seen-tests.ts';
import { judge } from './verdict.ts';

/** What jest was asked to do. */
export interface RunOptions {
  readonly rootDir: string;
  readonly ci: boolean;
  readonly testPathPatterns: { isSet(): boolean };
  readonly testNamePattern?: string;
  readonly shard?: object;
}

const pagePath = 'docs/conformance.md';
const testFiles = '{test,src}/**/*.test.{ts,tsx}';

/**
 * Holds every full run against the catalogue of requirements: fails it when an id is unaccounted for, and when
 * `docs/conformance.md` is out of date; writes the page anew unless jest was called with `--ci`.
 */
export default class ConformanceReporter {
  readonly #run: RunOptions;
  readonly #catalogue: Catalogue;
  #error: Error | undefined;

  constructor(run: RunOptions, options: { catalogue?: Catalogue } = {}) {
    this.#run = run;
    this.#catalogue = options.catalogue ?? catalogue;
  }

  async onRunComplete(_: unknown, results: RunResults): Promise<void> {
    if (!this.#isWhole(results)) return;
    const verdict = judge(this.#catalogue, testsOfRun(results, this.#run.rootDir));
    const page = await conformancePage(this.#catalogue, verdict);
    this.#fail([...verdict.problems, ...this.#compare(page)]);
  }

  /** Read by jest, which then ends with an exit code that is not zero. */
  getLastError(): Error | undefined {
    return this.#error;
  }

  /** A run of some tests, or one in which a file could not be loaded, says nothing about the whole. */
  #isWhole(results: RunResults): boolean {
    const { rootDir, testPathPatterns, testNamePattern, shard } = this.#run;
    const isNarrowed = testPathPatterns.isSet() || Boolean(testNamePattern) || shard !== undefined;
    const hasEnded = results.wasInterrupted !== true && results.numRuntimeErrorTestSuites === 0;
    const ran = new Set(results.testResults.map(({ testFilePath }) => testFilePath));
    const hasEveryFile = globSync(testFiles, { cwd: rootDir }).every((file) =>
      ran.has(join(rootDir, file)),
    );
    return !isNarrowed && hasEnded && hasEveryFile;
  }

  #compare(page: string): string[] {
    const path = join(this.#run.rootDir, pagePath);
    const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === page;
    if (isCurrent) return [];
    if (this.#run.ci) return [`${pagePath} is out of date: \`npm test\` writes it anew`];
    writeFileSync(path, page);
    return [];
  }

  #fail(problems: readonly string[]): void {
    if (problems.length === 0) return;
    this.#error = new Error(problems.join('\n'));
    process.stderr.write(`\nConformance:\n${problems.map((one) => `  ${one}\n`).join('')}`);
  }
}

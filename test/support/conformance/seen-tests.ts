import { relative } from 'node:path';

/** One test as a run left it. */
export interface SeenTest {
  readonly title: string;
  readonly file: string;
  readonly status: string;
}

/** A finished run as jest hands it to a reporter. */
export interface RunResults {
  readonly wasInterrupted?: boolean;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly testFilePath: string;
    readonly testResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** The same run as `jest --json` stores it. */
export interface StoredResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

export function testsOfRun({ testResults }: RunResults, root: string): SeenTest[] {
  return testResults.flatMap(({ testFilePath, testResults: tests }) =>
    tests.map(({ title, status }) => ({ title, status, file: relative(root, testFilePath) })),
  );
}

export function testsOfStored({ testResults }: StoredResults, root: string): SeenTest[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({ title, status, file: relative(root, name) })),
  );
}

import type { Catalogue } from '../../standards/requirements/catalogue.ts';
import type { SeenTest } from './seen-tests.ts';

/** What a run says about one requirement or module. */
export interface Finding {
  readonly result: 'passed' | 'failed' | 'no test';
  readonly files: readonly string[];
}

export interface Verdict {
  readonly findings: ReadonlyMap<string, Finding>;
  /** What is wrong with catalogue and titles; empty when every id is accounted for. */
  readonly problems: readonly string[];
}

const untested: Finding = { result: 'no test', files: [] };

/** Holds the titles of a run against the catalogue. */
export function judge(catalogue: Catalogue, tests: readonly SeenTest[]): Verdict {
  const ids = idsOf(catalogue);
  const seen = findingsOf(tests.filter(({ status }) => /^(passed|failed)$/.test(status)));
  const findings = new Map(ids.map((id) => [id, seen.get(id) ?? untested]));
  return { findings, problems: [...problemsOf(catalogue, findings), ...strangers(ids, tests)] };
}

export function idsOf({ topics, profiles }: Catalogue): string[] {
  const requirements = topics.flatMap((topic) => topic.requirements.map(([id]) => id));
  return [...requirements, ...profiles.flatMap(({ modules }) => modules.map(([name]) => name))];
}

/** The word a title begins with, which may be the id of what the test proves. */
const firstWord = (title: string): string => title.split(' ', 1)[0] ?? '';

function findingsOf(tests: readonly SeenTest[]): Map<string, Finding> {
  const byId = Map.groupBy(tests, ({ title }) => firstWord(title));
  return new Map(
    [...byId].map(([id, own]) => {
      const files = [...new Set(own.map(({ file }) => file))].toSorted();
      const hasFailed = own.some(({ status }) => status === 'failed');
      return [id, { files, result: hasFailed ? 'failed' : 'passed' }];
    }),
  );
}

/** Each id has a test or stands in the gaps, and never both. */
function problemsOf({ gaps }: Catalogue, findings: ReadonlyMap<string, Finding>): string[] {
  const missing = [...findings].filter(([id, { result }]) => result === 'no test' && !(id in gaps));
  const named = Object.keys(gaps).map((id) => [id, findings.get(id)?.result] as const);
  return [
    ...missing.map(([id]) => `${id} has no test and no reason in the gaps`),
    ...named
      .filter(([, result]) => result === 'passed' || result === 'failed')
      .map(([id]) => `${id} stands in the gaps and has a test`),
    ...named
      .filter(([, result]) => result === undefined)
      .map(([id]) => `${id} stands in the gaps and not in the catalogue`),
  ];
}

/** A title that looks like a requirement of a known kind, but is none, is a slip of the pen. */
function strangers(ids: readonly string[], tests: readonly SeenTest[]): string[] {
  const known = new Set(ids);
  const kinds = new Set(ids.map(kindOf));
  const words = new Set(tests.map(({ title }) => firstWord(title)));
  return [...words]
    .filter((word) => !known.has(word) && kinds.has(kindOf(word)))
    .map((word) => `a test begins with ${word}, which is not in the catalogue`);
}

/** `MD-` of MD-01, `J` of J1, `oidcc-` of a module; the whole word when it is no id. */
function kindOf(word: string): string {
  return /^(?:[A-Z]{2}-(?=\d+$)|J(?=\d+$)|oidcc-)/.exec(word)?.[0] ?? word;
}

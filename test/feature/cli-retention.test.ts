import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Retention } from '../../src/retention/retention.ts';
import { languages, pathIn } from '../../src/words/words.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* One schedule: what the terminal prints, what the privacy page says, and what housekeeping does. */

/** None of them is the default. An ended session is known for one more hour, so that its page can say why. */
const settings = {
  SESSION_IDLE_SECONDS: '1260',
  SESSION_ABSOLUTE_SECONDS: '25200',
  REFRESH_IDLE_SECONDS: '777600',
  REFRESH_ABSOLUTE_SECONDS: '8553600',
  ACCESS_TOKEN_SECONDS: '95',
  UNUSED_RECORD_MONTHS: '19',
};
const inWords = {
  en: ['81 minutes', '7 hours', '9 days', '99 days', '95 seconds', '19 months'],
  es: ['81 minutos', '7 horas', '9 días', '99 días', '95 segundos', '19 meses'],
};

interface Line {
  kind: string;
  kept: string;
  removedBy: string;
  due?: number | null;
}

let service: TestService;
let civicLink: ReturnType<typeof commandLine>;
beforeAll(async () => {
  service = await startTestService({ ...sharedKeys, ...settings });
  civicLink = commandLine(service, settings);
});
afterAll(() => service.stop());

async function printed(...flags: string[]): Promise<Line[]> {
  const { code, out } = await civicLink('retention', '--json', ...flags);
  expect(code).toBe(0);
  return JSON.parse(out) as Line[];
}

test.each(languages)(
  'the privacy page says what the settings in force say, in %s',
  async (language) => {
    const { text } = await new Resident(service).open(pathIn(language, '/privacy'));
    for (const period of inWords[language]) expect(text).toContain(period);
    const shown = service.running.app
      .get(Retention)
      .inWords(language)
      .filter(({ clause }) => clause !== 'apps' && clause !== 'staff');
    expect(shown.length).toBeGreaterThan(15);
    for (const { what, long } of shown) {
      expect(text).toContain(what);
      expect(text).toContain(long);
    }
    const before = await new Resident(service).open(pathIn(language, '/link/google'));
    expect(before.text).toContain(inWords[language].at(-1));
  },
);

test('the terminal prints the schedule of the settings in force', async () => {
  const lines = await printed();
  const { out } = await civicLink('retention');
  for (const period of inWords.en) expect(out).toContain(period);
  expect(lines.map(({ kind }) => kind)).toEqual(
    Object.keys(service.running.app.get(Retention).schedule),
  );
  expect(lines.find(({ kind }) => kind === 'history')).toMatchObject({
    kept: 'Up to 24 months',
    removedBy: 'housekeeping: ledger_entry',
  });
  expect(lines.some(({ due }) => due !== undefined)).toBe(false);
});

test('a dry run counts what is due, deletes nothing, and is what a real run deletes', async () => {
  for (const provider of ['google', 'facebook'] as const)
    await new Resident(service).link(provider, { person: newPerson(service) });
  await new Resident(service).travel('google', { person: newPerson(service) });
  await service.travel(20 * 31 * 86_400);
  const first = await printed('--dry-run');
  const due = Object.fromEntries(first.map((line) => [line.kind, line.due]));
  expect(due).toMatchObject({ unused: 2, session: 2, flow: 3, answer: 1, proof: 0, link: null });
  expect(await printed('--dry-run')).toEqual(first);
  const { out } = await civicLink('retention', '--dry-run');
  expect(out).toContain('(housekeeping: unused)  2 due now');
  await service.running.app.get(Housekeeping).runAll();
  const after = await printed('--dry-run');
  expect(after.map((line) => line.due ?? 0).filter((rows) => rows > 0)).toEqual([]);
  for (const [name, rows] of [
    ['unused', 2],
    ['resident_session', 2],
    ['flow', 3],
  ] as const)
    expect(service.log()).toContain(`"table":"${name}","rows":${rows}`);
});

test('a flag it does not know is refused with the usage', async () => {
  const ran = await civicLink('retention', '--now');
  expect(ran).toMatchObject({
    code: 2,
    err: expect.stringContaining('retention [--dry-run] [--json]'),
  });
});

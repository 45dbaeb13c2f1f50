import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { cookieOf, sessionBehind } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let resident: Resident;
let civicLink: ReturnType<typeof commandLine>;
beforeAll(async () => {
  service = await startTestService(sharedKeys);
  civicLink = commandLine(service);
  resident = new Resident(service);
  await resident.link('google', { person: 'jose' });
});
afterAll(() => service.stop());

describe('a record', () => {
  const residentId = async (): Promise<string> =>
    (await sessionBehind(service, cookieOf(resident))).residentId;

  test('is opened with the code of its resident, who sees that it was', async () => {
    await resident.open('/account/support-code');
    const page = await resident.browser.submit('/account/support-code');
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}(?=<)/.exec(page.text)?.[0] ?? '';
    const opened = await civicLink('record', 'open', '--code', code);
    expect(opened.code).toBe(0);
    expect(opened.out).toContain(`resident ${await residentId()}`);
    expect(opened.out).toMatch(/google …\d{4} {2}José Ñúñez/);
    expect(opened.out).toContain('signed in on 1 browser');
    expect((await civicLink('record', 'open', '--code', '0000-0000')).code).toBe(1);
  });

  test('is opened for a purpose, and for nothing else', async () => {
    const id = await residentId();
    const open = (...args: string[]) => civicLink('record', 'open', ...args);
    expect((await open('--resident', id, '--purpose', 'testing')).code).toBe(0);
    for (const wrong of [
      ['--resident', id],
      ['--resident', id, '--purpose', 'curiosity'],
      ['--resident', 'x', '--purpose', 'help'],
      ['--code', '0000-0000', '--purpose', 'help'],
      [],
    ])
      expect((await open(...wrong)).code).toBe(2);
    const seen = await service.database.query<{ detail: object }>(
      `select detail from civic.ledger_entry where type = 'record.opened' order by id`,
    );
    expect(seen.map(({ detail }) => detail)).toEqual([
      { with: 'support-code', role: 'operator' },
      { with: 'purpose', lookedFor: 'testing', role: 'operator' },
    ]);
  });
});

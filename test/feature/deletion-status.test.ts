import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { newConfirmationCode } from '../../src/kernel/confirmation-code.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { cookieOf, proveAfresh, sessionBehind } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const codeShape = /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/;
const days = 86_400;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Deletes a record and returns its code with whose it was. */
async function deletion(person: string): Promise<{ code: string; id: string; text: string }> {
  const resident = new Resident(service);
  await resident.link('google', { person });
  const { residentId: id } = await sessionBehind(service, cookieOf(resident));
  await proveAfresh(resident, 'erase');
  await resident.open('/account/delete');
  const { text } = await resident.browser.submit('/account/delete', { understood: 'yes' });
  return { code: codeShape.exec(text)?.[0] ?? '', id, text };
}

const visitor = (): Resident => new Resident(service);

describe('the page that says what became of a deletion', () => {
  test('answers anybody who has the code, however it is typed', async () => {
    const { code } = await deletion('ana');
    const letters = code.replaceAll('-', '');
    const misread = letters.replaceAll('1', 'l').replaceAll('0', 'o');
    for (const typed of [code, letters, code.toLowerCase(), misread, ` ${code} `]) {
      const someone = visitor();
      await someone.open('/deletion');
      const page = await someone.browser.submit('/deletion', { code: typed });
      expect(page.url.pathname).toBe(`/deletion/${code}`);
      expect(page.text).toContain('Done. We deleted this record on');
      expect((await someone.open(`/deletion/${typed.trim()}`)).status).toBe(200);
    }
  });

  test('says what remains and until when, and never whose it was', async () => {
    const { code, id } = await deletion('jose');
    const page = await visitor().open(`/deletion/${code}`);
    const [row] = await service.database.query<{ until: Date }>(
      `select max(done_at) + interval '24 months' as until from civic.deletion`,
    );
    const date = new Intl.DateTimeFormat('en-US', {
      dateStyle: 'long',
      timeZone: 'America/Chicago',
    });
    expect(page.text).toContain(`stays until ${date.format(row?.until)}`);
    for (const personal of [id, 'José', 'google', 'Google'])
      expect(page.text).not.toContain(personal);
    const spanish = await visitor().open(`/es/deletion/${code}`);
    expect(spanish.text).toContain('Borramos este registro el');
  });

  test('does not tell a code that nobody has from a slip of the finger', async () => {
    const unknown = await visitor().open(`/deletion/${newConfirmationCode()}`);
    const slip = await visitor().open('/deletion/not-a-code');
    expect([unknown.status, slip.status]).toEqual([404, 404]);
    const neutral = (text: string): string =>
      text.replace(/name="(_csrf|code)" value="[^"]*"/g, '').replace(/\?v=\w+/g, '');
    expect(neutral(slip.text)).toBe(neutral(unknown.text));
    const typed = visitor();
    await typed.open('/deletion');
    const answer = await typed.browser.submit('/deletion', { code: '<b>1</b>' });
    expect([answer.status, answer.url.pathname]).toEqual([422, '/deletion']);
    expect(answer.text).toContain('We do not know that code.');
    expect(answer.text).not.toContain('<b>1</b>');
    // It comes back as it was, to be looked over.
    expect(answer.text).toContain('value="&lt;b>1&lt;/b>"');
    const empty = await typed.browser.submit('/deletion', { code: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Write your code.');
  });

  test('leaves no code in the log, nor in the ledger', async () => {
    const { code, id } = await deletion('li');
    await visitor().open(`/deletion/${code}`);
    await visitor().open(`/deletion/${code}?again=${code}`);
    await visitor().open(`/es/deletion/${code.toLowerCase()}`);
    expect(service.log()).toContain('"route":"/deletion/:code"');
    expect(service.log().toUpperCase()).not.toContain(code);
    const notes = await service.database.query(
      'select * from civic.ledger_entry where resident_id = $1',
      [id],
    );
    expect(JSON.stringify(notes)).not.toContain(code);
  });

  test('is forgotten after 24 months, and not before', async () => {
    const { code } = await deletion('markup');
    const chores = service.running.app.get(Housekeeping);
    await service.travel(729 * days);
    await chores.runAll();
    expect((await visitor().open(`/deletion/${code}`)).status).toBe(200);
    await service.travel(3 * days);
    await chores.runAll();
    expect((await visitor().open(`/deletion/${code}`)).status).toBe(404);
  });
});

test('trying codes is limited per address, over all processes, and apart from signing in', async () => {
  const strict = await startTestService({ CODES_PER_MINUTE: '3' });
  const replica = await strict.replica();
  const ask = async (at: TestService): Promise<number> => {
    const address = new URL(`/deletion/${newConfirmationCode()}`, at.address);
    const answer = await request(address, { headers: { host: new URL(strict.url).host } });
    await answer.body.dump();
    return answer.statusCode;
  };
  expect([await ask(strict), await ask(strict), await ask(strict)]).toEqual([404, 404, 404]);
  expect(await ask(replica)).toBe(429);
  const other = new Resident(strict);
  expect((await other.link('google', { person: 'ana' })).status).toBe(200);
  await replica.stop();
  await strict.stop();
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { form, knock } from '../support/raw-http.ts';
import type { Answer, Knock } from '../support/raw-http.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const allowed = {
  SIGN_IN_PER_MINUTE: '3',
  CALLBACK_PER_MINUTE: '3',
  CLIENT_ADDRESS_PER_SECOND: '3',
};
const settings = { ...allowed, TRUSTED_PROXIES: '' };

type Ask = (how?: Knock['headers']) => { path: string; how: Knock };
const limited: Record<string, Ask> = {
  'sign-in start': (headers) => ({ path: '/link/google', how: form({}, headers) }),
  'a fresh proof': (headers) => ({ path: '/prove/erase', how: form({}, headers) }),
  'a trip for a name': (headers) => ({
    path: '/account/links/any/name/ask',
    how: form({}, headers),
  }),
  callback: (headers) => ({ path: '/callback/google?code=x&state=y', how: { headers } }),
  token: (headers) => ({ path: '/oauth/token', how: form({}, headers) }),
  introspection: (headers) => ({ path: '/oauth/introspect', how: form({}, headers) }),
};
const names = Object.keys(limited);

/** Knocks once per address; an address is what a proxy would say in X-Forwarded-For. */
async function knocks(
  service: TestService,
  name: string,
  addresses: (string | null)[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const address of addresses) {
    const { path, how } =
      limited[name]?.(address === null ? {} : { 'x-forwarded-for': address }) ?? {};
    answers.push(await knock(service, path ?? '', how));
  }
  return answers;
}

const isRefused = ({ status }: Answer): boolean => status === 429;

/** Ends the minute that was being counted, so that one test does not stand in another's way. */
async function newMinute(service: TestService): Promise<void> {
  await service.database.query('delete from civic.rate_limit');
  await new Promise((resolve) => setTimeout(resolve, 1100));
}

describe('C-92 without a proxy in front', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(settings);
  });
  afterAll(() => service.stop());

  test.each(names)('%s is refused above its limit, whatever X-Forwarded-For says', async (name) => {
    await newMinute(service);
    const spoofed = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4', null];
    const answers = await knocks(service, name, spoofed);
    expect(answers.map(isRefused)).toEqual([false, false, false, true, true]);
    for (const { headers, text } of answers.filter(isRefused)) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(headers['x-frame-options']).toBe('DENY');
      expect(text).not.toContain('203.0.113');
    }
  });

  test('the refusal is told in the form the caller reads', async () => {
    await newMinute(service);
    const [page] = (await knocks(service, 'sign-in start', Array<null>(4).fill(null))).slice(-1);
    expect(page?.headers['content-type']).toBe('text/html; charset=utf-8');
    const [oauth] = (await knocks(service, 'token', Array<null>(4).fill(null))).slice(-1);
    expect(JSON.parse(oauth?.text ?? '')).toEqual({
      error: 'temporarily_unavailable',
      error_description: 'Too many requests.',
    });
  });

  test('each limit counts for itself', async () => {
    await newMinute(service);
    await knocks(service, 'sign-in start', Array<null>(4).fill(null));
    expect((await knocks(service, 'callback', [null])).some(isRefused)).toBe(false);
  });

  test('sign-in is counted over all processes together', async () => {
    await newMinute(service);
    const replica = await service.replica();
    await knocks(service, 'sign-in start', [null, null]);
    const answers = await knocks({ ...service, address: replica.address }, 'sign-in start', [
      null,
      null,
    ]);
    expect(answers.map(isRefused)).toEqual([false, true]);
  });

  test('what is kept to count by is no address', async () => {
    await newMinute(service);
    await knocks(service, 'callback', [null]);
    const rows = await service.database.query<{ key: string }>('select key from civic.rate_limit');
    expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(/^callback:[\w-]{43}$/)]);
    const text = JSON.stringify(rows);
    for (const form of [
      '127.0.0.1',
      '127.0.0',
      Buffer.from('127.0.0.1').toString('base64url').slice(0, 10),
    ]) {
      expect(text).not.toContain(form);
    }
  });
});

describe('C-92 behind a proxy that is trusted', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ ...settings, TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => service.stop());

  test.each(names)('%s is counted by the address the proxy saw', async (name) => {
    await newMinute(service);
    const answers = await knocks(service, name, [
      ...Array<string>(4).fill('203.0.113.1'),
      '203.0.113.2',
    ]);
    expect(answers.map(isRefused)).toEqual([false, false, false, true, false]);
  });

  test('what a client writes in front of what the proxy saw is not believed', async () => {
    await newMinute(service);
    const spoofed = ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4'].map(
      (lie) => `${lie}, 203.0.113.9`,
    );
    const answers = await knocks(service, 'callback', spoofed);
    expect(answers.map(isRefused)).toEqual([false, false, false, true]);
  });

  test('one IPv6 household is one client, however many addresses it has', async () => {
    await newMinute(service);
    const household = [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff::2',
      '2001:db8:1:2:a:b:c:d',
      '2001:db8:1:2::4',
    ];
    const answers = await knocks(service, 'callback', [...household, '2001:db8:1:3::1']);
    expect(answers.map(isRefused)).toEqual([false, false, false, true, false]);
  });

  test('IPv4 written as IPv6 is the same client', async () => {
    await newMinute(service);
    const same = ['203.0.113.7', '::ffff:203.0.113.7', '203.0.113.7', '::ffff:203.0.113.7'];
    expect((await knocks(service, 'callback', same)).map(isRefused)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('the log keeps the network and never the address', async () => {
    await newMinute(service);
    await knocks(service, 'callback', ['198.51.100.77', '2001:db8:aaaa:bbbb::77']);
    expect(service.log()).toContain('"network":"198.51.100.0/24"');
    expect(service.log()).toContain('"network":"2001:db8:aaaa::/48"');
    expect(service.log()).not.toMatch(/198\.51\.100\.77|bbbb/);
  });
});

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SystemClock } from '../../src/kernel/clock.ts';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Terminal } from '../support/terminal.ts';
import type { Ran } from '../support/terminal.ts';

jest.setTimeout(90_000);

let service: TestService;
let parks: CityService;
let connection: Connection;
let secretFile: string;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  const resident = new Resident(service);
  await resident.link('google', { person: 'ana' });
  connection = await parks.connect(resident);
  secretFile = join(tmpdir(), `${parks.id}.secret`);
  writeFileSync(secretFile, parks.secret, { mode: 0o600 });
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

/** The token goes by standard input, as the help says. */
const inspect = (token: string, ...args: string[]): Promise<Ran> =>
  Terminal.runWith(token, 'token', 'inspect', '-', '--issuer', service.url, ...args);

async function signed(changes: Record<string, unknown>, typ = 'at+jwt'): Promise<string> {
  const { iat, ...claims } = { ...claimsOf(connection.accessToken), ...changes };
  const signer = service.running.app.get(TokenSigner);
  return signer.sign({ claims: { ...claims, iat: Number(iat) }, typ, algorithm: 'ES256' });
}

describe('token inspect', () => {
  test('explains a good token claim by claim, and asks the service when it can', async () => {
    const own = ['--client', parks.id, '--secret-file', secretFile];
    const audience = ['--audience', String(claimsOf(connection.accessToken).aud)];
    const { code, out, err } = await inspect(connection.accessToken, ...own, ...audience);
    expect([code, err]).toEqual([0, '']);
    for (const name of Object.keys(claimsOf(connection.accessToken))) {
      expect(out).toMatch(new RegExp(`^  ${name} +\\S.*  \\S`, 'm'));
    }
    expect(out).toContain('all good');
    expect(out).toMatch(/Introspection\n {2}active\nValid\.\n$/);
    expect(out).not.toContain(parks.secret);
    expect(out).not.toContain(connection.accessToken);
  });

  test('takes an ID token too, also as an argument', async () => {
    const args = ['token', 'inspect', connection.idToken, '--issuer', service.url];
    const { code, out } = await Terminal.run(...args);
    expect([code, out]).toEqual([0, expect.stringContaining('not asked, so a revocation')]);
  });

  test('says that a token is revoked although everything else is right', async () => {
    const resident = new Resident(service);
    await resident.link('google', { person: 'li' });
    const { accessToken, refreshToken } = await parks.connect(resident);
    await parks.revoke(refreshToken);
    const { code, out } = await inspect(
      accessToken,
      '--client',
      parks.id,
      '--secret-file',
      secretFile,
    );
    expect(code).toBe(1);
    expect(out).toContain('all good');
    expect(out).toMatch(/not active.*\nNot valid\.\n$/);
  });

  test('has its help say how a token stays out of the history', async () => {
    const { out } = await Terminal.run('help');
    expect(out).toContain('stays out of the history of the shell');
  });
});

describe('each reason is named', () => {
  const now = new SystemClock().seconds();

  test.each<[reason: string, says: RegExp, token: () => Promise<string> | string, args?: string[]]>(
    [
      ['malformed', /not three parts/, () => 'a.b'],
      ['malformed', /no JSON objects/, () => 'W10.W10.x'],
      ['wrong_type', /typ is x\+jwt/, () => signed({}, 'x+jwt')],
      ['alg_not_allowed', /alg is none/, () => headed({ alg: 'none' })],
      ['alg_not_allowed', /the key is for ES256/, () => headed({ alg: 'RS256' })],
      ['unknown_kid', /key k3 is not among those published/, () => headed({ kid: 'k3' })],
      ['bad_signature', /the token was changed/, () => headed({ extra: 1 })],
      ['missing_claim', /sub is not there/, () => signed({ sub: undefined })],
      [
        'wrong_issuer',
        /from https:\/\/x\.example, you trust http/,
        () => signed({ iss: 'https://x.example' }),
      ],
      [
        'wrong_audience',
        /is for urn:civic-link:app:\S+, you are urn:x:y/,
        () => signed({}),
        ['--audience', 'urn:x:y'],
      ],
      ['expired', /4[0-9] s ago|[5-9][0-9] s ago|min/, () => signed({ exp: now - 40 })],
      [
        'not_yet_valid',
        /check the clock of this machine/,
        () => signed({ iat: now + 500, exp: now + 900 }),
      ],
    ],
  )('%s: %s', async (reason, says, token, args = []) => {
    const { code, out } = await inspect(await token(), ...args);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`${reason}: .*(${says.source})`));
  });

  test('all of them at once, not only the first', async () => {
    const token = await signed({ exp: now - 40, iss: 'https://x.example' });
    const { out } = await inspect(token, '--audience', 'urn:x:y');
    expect(out).toMatch(/wrong_issuer.*\n.*wrong_audience.*\n.*expired/);
  });

  test('what is in a token cannot steer the terminal', async () => {
    const { out } = await inspect(await signed({ scope: 'a\u001B[2Jb\u009B1m' }));
    for (const control of ['\u001B', '\u009B']) expect(out).not.toContain(control);
    expect(out).toContain('a?[2Jb?1m');
  });
});

function headed(changes: object): string {
  const [header = '', ...rest] = connection.accessToken.split('.');
  const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...read, ...changes })).toString('base64url');
  return [changed, ...rest].join('.');
}

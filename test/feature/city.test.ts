import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'undici';
import { say, speak } from '../../src/words/words.ts';
import { cityExample } from '../support/city-example.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

// The example of docs/city.md, loaded and looked at as residents would see it.

const example = cityExample();
let service: TestService;
beforeAll(async () => {
  service = await startTestService(example);
});
afterAll(() => service.stop());

const read = async (path: string): Promise<string> => (await new Resident(service).open(path)).text;

test('the city’s name, service, help and place are on every page, in both languages', async () => {
  const english = await read('/cookies');
  expect(english).toContain('Cookies | Riverton Link | City of Riverton');
  expect(english).toContain('Call 555-0100, Monday to Friday, 8 to 5.');
  expect(english).toContain('Help in person: City Hall, Room 101, 1 Main Street');
  const spanish = await read('/es/cookies');
  expect(spanish).toContain('| Ciudad de Riverton');
  expect(spanish).toContain('Ayuda en persona: Alcaldía, oficina 101, 1 Main Street');
});

test('who looks after accessibility has an address of their own', async () => {
  expect(await read('/accessibility')).toContain('access@riverton.example');
  expect(await read('/privacy')).toContain('privacy@riverton.example');
});

test('the age notice stands on the start page and before residents leave, and nowhere else', async () => {
  const notice = 'You must be 13 or older to use this site.';
  for (const path of ['/', '/link/google']) expect(await read(path)).toContain(notice);
  expect(await read('/es')).toContain('Debe tener 13 años o más');
  expect(await read('/cookies')).not.toContain(notice);
});

test('the logo has the city’s name for those who cannot see it, and can do nothing but be shown', async () => {
  const [, url] =
    /<img class="cl-header__logo" src="([^"]+)" alt="City of Riverton"\/>/.exec(await read('/')) ??
    [];
  expect(url).toMatch(/^\/assets\/[\w-]{16}\/logo\.svg$/);
  const { statusCode, headers, body } = await request(service.url + url);
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*; sandbox$/);
  expect(await body.text()).toContain('>Riverton</text>');
});

test('the colours come as a style sheet of their own', async () => {
  const [, url] = /href="(\/assets\/[\w-]{16}\/colors\.css)"/.exec(await read('/')) ?? [];
  const { headers, body } = await request(service.url + url);
  expect(headers['content-type']).toBe('text/css; charset=utf-8');
  const [, light, dark] = (await body.text()).split('@media');
  expect(light).toMatch(/^ not \(prefers-color-scheme: dark\) .*--button: #00563f;/s);
  expect(dark).toMatch(/^ screen and \(prefers-color-scheme: dark\) .*--button: #6fcfa9;/s);
});

test('the city’s own sentences are said in place of ours', async () => {
  expect(await read('/')).toContain('<h1>Sign in to Riverton services</h1>');
  expect(await read('/es')).toContain('<h1>Entre a los servicios de Riverton</h1>');
  expect(await read('/')).toContain(say('en', 'start.time'));
});

test('a second service with other texts does not start in the same process', () => {
  expect(() => speak({ en: {}, es: {} })).toThrow('other texts');
});

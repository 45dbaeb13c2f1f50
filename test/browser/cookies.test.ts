import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Response } from 'playwright-core';
import { cookies as inventory } from '../../src/retention/inventory.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import { languages, pathIn } from '../../src/words/words.ts';
import type { Language } from '../../src/words/words.ts';
import { CityService } from '../support/city-service.ts';
import { launchChromium } from '../support/chromium.ts';
import { SoftPasskey } from '../support/passkey.ts';
import { atServer } from '../support/staff.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Visitor } from './visitor.ts';

/* What the cookies page says is what a browser gets: nothing before a trip begins, and then no more than is listed. */

let service: TestService;
let parks: CityService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  parks.close();
  await service.stop();
});

/** Everything a first visit to one page leaves behind, and where its links lead. */
async function visit(path: string, language: Language) {
  const visitor = await Visitor.arrive(service, browser, language);
  const elsewhere: string[] = [];
  visitor.page.on('request', (request) => {
    if (new URL(request.url()).origin !== service.url) elsewhere.push(request.url());
  });
  const received = listen(visitor);
  await visitor.page.goto(service.url + path);
  const stored = await visitor.page.evaluate(async () => ({
    document: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  const links = await visitor.page.$$eval('a[href]', (found) =>
    found.map((one) => (one as unknown as { href: string }).href),
  );
  const kept = await visitor.page.context().cookies();
  const left = { kept, received: await received(), stored, elsewhere };
  await visitor.leave();
  return { left, links };
}

const nothing = {
  kept: [],
  received: [],
  stored: { document: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0 },
  elsewhere: [],
};

/** Collects the cookies that answers carry, as they are sent. */
function listen(visitor: Visitor): () => Promise<string[]> {
  const answers: Response[] = [];
  visitor.page.on('response', (answer) => answers.push(answer));
  return async () => {
    const own = answers.filter((answer) => new URL(answer.url()).origin === service.url);
    const headers = await Promise.all(own.map((answer) => answer.headersArray()));
    return headers
      .flat()
      .filter(({ name }) => name.toLowerCase() === 'set-cookie')
      .map(({ value }) => value);
  };
}

describe.each(languages)('a first visit in %s', (language) => {
  test('to every page that links lead to leaves nothing, and asks nobody else for anything', async () => {
    const start = pathIn(language, '/');
    const [found, waiting] = [new Set([start]), [start]];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const { left, links } = await visit(path, language);
      expect([path, left]).toEqual([path, nothing]);
      for (const next of links.map((link) => new URL(link))) {
        // "Before you go" holds the form that begins a trip, and so the cookie that ties it to the browser.
        const isOurs = next.origin === service.url && !/\/link\/\w+$/.test(next.pathname);
        if (!isOurs || found.has(next.pathname)) continue;
        found.add(next.pathname);
        waiting.push(next.pathname);
      }
    }
    const wanted = ['/', '/cookies', '/privacy', '/accessibility'].map((path) =>
      pathIn(language, path),
    );
    expect([...found]).toEqual(expect.arrayContaining(wanted));
  }, 120_000);
});

test('of all that can be asked without more ado, only a form that must know its browser sets a cookie', async () => {
  const plain = routesOf(service).filter(
    ({ method, path }) => method === 'GET' && !/[:*]/.test(path),
  );
  expect(plain.length).toBeGreaterThan(15);
  const setting: string[] = [];
  for (const { path } of plain) {
    const answer = await fetch(service.url + path, { redirect: 'manual' });
    if (answer.headers.getSetCookie().length > 0) setting.push(path);
  }
  expect(setting.toSorted()).toEqual(['/deletion', '/oauth/logout', '/staff/sign-in']);
});

test('a whole stay brings the cookies that the page lists, and they have no age and no reader but us', async () => {
  const visitor = await Visitor.arrive(service, browser, 'en');
  const received = listen(visitor);
  await visitor.signIn();
  await visitor.linkAnother();
  await visitor.open(parks.authorizeUrl());
  await visitor.press('appconsent.btn.yes');
  await visitor.open('/account');
  const held = await visitor.page.context().cookies(service.url);
  expect(await visitor.page.evaluate(() => document.cookie)).toBe('');
  await visitor.press('common.nav.signout');
  await enrol(visitor);
  await visitor.open('/cookies');
  const listed = await visitor.page.locator('td code, th code').allTextContents();
  const sent = (await received()).map(readCookie);
  expect(listed.toSorted()).toEqual(inventory.map(({ name }) => name).toSorted());
  expect([...new Set(sent.map(({ name }) => name))].toSorted()).toEqual(listed.toSorted());
  for (const { name, value, attributes } of sent) {
    const sameSite = name.includes('staff') ? 'samesite=strict' : 'samesite=lax';
    const lasting = attributes.filter((one) => /^(expires|max-age)=/.test(one));
    expect(attributes).toEqual(expect.arrayContaining(['secure', 'httponly', sameSite]));
    expect(attributes.filter((one) => one.startsWith('domain='))).toEqual([]);
    expect(value === '' ? [] : lasting).toEqual([]);
  }
  for (const cookie of held)
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', expires: -1 });
  await visitor.leave();
}, 60_000);

/** Somebody from the city makes a passkey, which the browser only passes on. */
async function enrol(visitor: Visitor): Promise<void> {
  const people = service.running.app.get(StaffPeople);
  const { token } = await people.invite(atServer, { name: 'Rosa', role: 'viewer' });
  await visitor.open(`/staff/enrol/${token}`);
  const form = visitor.page.locator('form[data-passkey]');
  const options = JSON.parse((await form.getAttribute('data-options')) ?? '') as {
    challenge: string;
  };
  const answer = JSON.stringify(new SoftPasskey(service.url).make(options));
  await visitor.follow(() =>
    form.evaluate((shown: HTMLFormElement, value: string) => {
      const field = shown.elements.namedItem('answer') as HTMLInputElement;
      field.value = value;
      shown.submit();
    }, answer),
  );
}

function readCookie(text: string): { name: string; value: string; attributes: string[] } {
  const [pair = '', ...attributes] = text.split(/;\s*/);
  const [name = '', value = ''] = pair.split('=');
  return { name, value, attributes: attributes.map((one) => one.toLowerCase()) };
}

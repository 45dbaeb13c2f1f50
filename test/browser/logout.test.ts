import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Visitor } from './visitor.ts';

let service: TestService;
let site: Server;
let origin: string;
let parks: CityService;
let browser: Browser;
/** What the app's own page shows. */
let html = '';

/** The app's pages under another name for this machine, which makes them another site to the browser. */
beforeAll(async () => {
  service = await startTestService();
  site = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html');
    reply.end(`<html lang="en"><title>Parks</title>${html}</html>`);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  origin = `http://localhost:${(site.address() as AddressInfo).port}`;
  parks = await CityService.register(service, { postLogoutRedirectUris: [`${origin}/bye`] });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  parks.close();
  site.close();
  await service.stop();
});

/** A form on the app's page, sent by its one button. */
function form(fields: Record<string, string>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  return `<form method="post" action="${service.url}/oauth/logout">${inputs.join('')}<button>Bye</button></form>`;
}

test('a form on the app’s own page signs the resident out and comes back', async () => {
  const person = newPerson(service);
  const before = new Resident(service);
  await before.link('google', { person });
  const { idToken } = await parks.connect(before);
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.open('/link/google');
  await visitor.travel('google', { person });
  expect(visitor.path).toBe('/account');

  html = form({ id_token_hint: idToken, post_logout_redirect_uri: `${origin}/bye`, state: 's' });
  await visitor.open(`${origin}/`);
  await visitor.follow(() => visitor.page.getByRole('button').click());
  expect(visitor.page.url()).toBe(`${origin}/bye?state=s`);
  await visitor.open('/account');
  expect(visitor.path).not.toBe('/account');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('without proof the resident is asked, can stay, and can go', async () => {
  const visitor = await Visitor.arrive(service, browser, 'es');
  await visitor.signIn();
  html = form({ post_logout_redirect_uri: `${origin}/bye`, ui_locales: 'es' });
  await visitor.open(`${origin}/`);
  await visitor.follow(() => visitor.page.getByRole('button').click());
  expect(visitor.path).toBe('/es/oauth/logout');
  await visitor.press('logout.btn.no');
  expect(visitor.path).toBe('/es/account');
  await visitor.page.goBack();
  await visitor.press('logout.btn.yes');
  expect(visitor.path).toBe('/es/signed-out');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

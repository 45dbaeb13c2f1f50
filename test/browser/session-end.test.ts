import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { runAxe } from './checks/axe.ts';
import { Visitor } from './visitor.ts';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const minute = 60;

/** A resident whose browser has a clock of its own, which moves only as the test says. */
class Sitter extends Visitor {
  /** Signs in and opens a page, from which on the browser's clock stands still. */
  async sitDown(path = '/account'): Promise<void> {
    await this.signIn();
    await this.page.clock.install();
    await this.open(path);
  }

  /** Time passes, for the browser and for the service alike. */
  async wait(seconds: number): Promise<void> {
    await service.travel(seconds);
    await this.page.clock.runFor(seconds * 1000);
  }

  /**
   * Time passes until the page has gone elsewhere. An answer comes in real time, and may set a timer only after the
   * browser's clock has moved; so the clock moves again and again.
   */
  async waitUntil(url: string): Promise<void> {
    for (let round = 0; round < 100; round += 1) {
      await this.wait(1);
      const isThere = await this.page.waitForURL(url, { timeout: 200 }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
    }
    throw new Error(`never came to ${url}`);
  }

  /** What the polite region says. */
  said(): Promise<string> {
    return this.page.locator('.cl-ending [role="status"]').innerText();
  }

  async saysBefore(amount: string): Promise<void> {
    const sentence = this.say('session.warn.p', { time: amount });
    await this.page.locator('.cl-ending [role="status"]', { hasText: sentence }).waitFor();
  }

  panel() {
    return this.page.getByRole('region', { name: this.say('session.warn.h') });
  }
}

const sitDown = async (language: 'en' | 'es' = 'en', path = '/account'): Promise<Sitter> => {
  const sitter = await Sitter.arrive(service, browser, language);
  await sitter.sitDown(path);
  return sitter;
};

describe('before a session ends', () => {
  test('nothing is there until two minutes before, then it is said at 2 minutes, 1 minute and 30 seconds', async () => {
    const sitter = await sitDown();
    expect(await sitter.said()).toBe('');
    await sitter.wait(27 * minute);
    expect([await sitter.said(), await sitter.panel().isVisible()]).toEqual(['', false]);
    await sitter.wait(1 * minute + 5);
    await sitter.saysBefore('2 minutes');
    expect(await sitter.panel().isVisible()).toBe(true);
    await sitter.wait(1 * minute);
    await sitter.saysBefore('1 minute');
    await sitter.wait(30);
    await sitter.saysBefore('30 seconds');
    expect(sitter.complaints).toEqual([]);
    await sitter.leave();
  });

  test('the warning takes no focus, covers nothing of the way and has no barrier, in Spanish', async () => {
    const sitter = await sitDown('es');
    await sitter.page.locator('a[href="/es/account/apps"]').focus();
    await sitter.wait(28 * minute + 5);
    await sitter.saysBefore('2 minutos');
    expect(await sitter.page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
      '/es/account/apps',
    );
    expect(await sitter.page.locator('dialog, [aria-modal]').count()).toBe(0);
    expect(await runAxe(sitter.page)).toEqual([]);
    for (const size of [
      { width: 320, height: 640 },
      { width: 320, height: 256 },
    ]) {
      await sitter.page.setViewportSize(size);
      const fits = await sitter.page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      );
      expect([size, fits]).toEqual([size, true]);
    }
    await sitter.leave();
  });

  test('"Stay signed in" starts over, as often as somebody likes, and keeps what is on the page', async () => {
    const sitter = await sitDown('en', '/account/delete/later');
    await sitter.pick('delete.check');
    for (let round = 0; round < 11; round += 1) {
      await sitter.wait(28 * minute + 5);
      await sitter.saysBefore('2 minutes');
      await sitter.page.getByRole('button', { name: 'Stay signed in' }).click();
      await sitter.panel().waitFor({ state: 'hidden' });
      expect(await sitter.said()).toBe('You are still signed in.');
    }
    expect(await sitter.page.getByRole('checkbox').isChecked()).toBe(true);
    expect(await sitter.page.evaluate(() => document.activeElement?.id)).toBe('main');
    await sitter.press('later.btn', { wait: '7 days' });
    expect(await sitter.page.textContent('main')).toContain(sitter.say('later.2'));
    await sitter.leave();
  });

  test('what happens in another tab postpones it here', async () => {
    const sitter = await sitDown();
    const other = await sitter.page.context().newPage();
    await sitter.wait(20 * minute);
    await other.goto(`${service.url}/account/apps`);
    await sitter.wait(9 * minute);
    expect([await sitter.said(), await sitter.panel().isVisible()]).toEqual(['', false]);
    await sitter.wait(19 * minute + 10);
    await sitter.saysBefore('2 minutes');
    await other.goto(`${service.url}/account/apps`);
    await sitter.wait(1 * minute);
    await sitter.panel().waitFor({ state: 'hidden' });
    await sitter.wait(2 * minute);
    expect(sitter.path).toBe('/account');
    await sitter.leave();
  });

  test('when twelve hours are over staying is no choice, and it says so', async () => {
    const sitter = await sitDown();
    await service.database.query(
      `update civic.resident_session set created_at = civic.now() - interval '12 hours' + interval '2 minutes'`,
    );
    await sitter.open('/account');
    await sitter.page.clock.runFor(3000);
    await sitter.saysBefore('2 minutes');
    expect(await sitter.said()).toContain(sitter.say('session.warn.last'));
    expect(await sitter.page.getByRole('button', { name: 'Stay signed in' }).isVisible()).toBe(
      false,
    );
    expect(await sitter.page.getByRole('button', { name: 'Sign out now' }).isVisible()).toBe(true);
    await sitter.leave();
  });
});

describe('when it has ended', () => {
  test('the page goes to where it says why, and leads back', async () => {
    const sitter = await sitDown('en', '/account/activity');
    await sitter.wait(29 * minute);
    await sitter.saysBefore('1 minute');
    await sitter.wait(1 * minute + 2);
    await sitter.page.waitForURL('**/session-ended?back=%2Faccount%2Factivity');
    expect(await sitter.page.textContent('main')).toContain('You were away for 30 minutes.');
    expect(await sitter.page.locator('script').count()).toBe(0);
    await sitter.leave();
  });

  test('signing out in another tab is noticed, too', async () => {
    const sitter = await sitDown();
    const other = await sitter.page.context().newPage();
    await other.goto(`${service.url}/account`);
    await sitter.wait(28 * minute + 5);
    await sitter.saysBefore('2 minutes');
    await other.getByRole('button', { name: 'Sign out', exact: true }).click();
    await other.waitForURL('**/signed-out*');
    await sitter.wait(1 * minute);
    await sitter.page.waitForURL(`${service.url}/`);
    expect(await sitter.page.textContent('h1')).toBe(sitter.say('start.h1'));
    await sitter.leave();
  });

  test('a service that does not answer is not taken for an end', async () => {
    const sitter = await sitDown();
    await sitter.page.route('**/account/time-left', (route) => route.abort());
    const refused = sitter.page.waitForEvent('requestfailed');
    await sitter.wait(30 * minute + 30);
    await refused;
    expect(sitter.path).toBe('/account');
    await sitter.page.unroute('**/account/time-left');
    await sitter.waitUntil('**/session-ended?back=%2Faccount');
    await sitter.leave();
  });
});

test('without JavaScript nothing appears, and the next request explains', async () => {
  const visitor = await Visitor.arrive(service, browser, 'en', { javaScriptEnabled: false });
  await visitor.signIn();
  await visitor.open('/account');
  expect(await visitor.page.getByRole('region', { name: 'Do you need more time?' }).count()).toBe(
    0,
  );
  await service.travel(31 * minute);
  await visitor.press('common.nav.apps');
  expect(visitor.path).toBe('/session-ended');
  await visitor.leave();
});

test('on a page for who is signed out there is no script at all', async () => {
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.open('/');
  expect(await visitor.page.locator('script, [data-ending]').count()).toBe(0);
  await visitor.leave();
});

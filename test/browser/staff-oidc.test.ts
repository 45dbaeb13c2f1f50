import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { CityDirectory } from '../support/directory/city-directory.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { languages } from '../../src/words/words.ts';
import { hire, leaveForCity, signInFromCity } from './city-worker.ts';
import { KeyboardVisitor } from './keyboard-visitor.ts';

let directory: CityDirectory;
let service: TestService;
let browser: Browser;
beforeAll(async () => {
  directory = await CityDirectory.start();
  service = await startTestService({}, undefined, { directory });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await directory.stop();
});

test.each(languages)(
  'an operator comes from the city’s own sign-in, which is another site, and proves there, in %s',
  async (language) => {
    const options = { javaScriptEnabled: false };
    const olga = await KeyboardVisitor.arrive(service, browser, language, options);
    const who = hire(olga, 'operator');
    // The session's cookie is strict: had a redirect of the other site led here, this would be the sign-in page.
    await signInFromCity(olga, who, '/staff/policy');
    const { page } = olga;
    expect(await page.textContent('h1')).toBe(olga.say('staff.policy.h1'));

    await olga.open('/staff/passkeys');
    expect(olga.path).toMatch(/\/staff\/prove$/);
    await leaveForCity(olga, 'prove.btn');
    expect(new URL(page.url()).origin).toBe(directory.issuer);
    await Promise.all([page.waitForURL('**/staff/passkeys'), page.click(`button[value="${who}"]`)]);
    expect(await page.textContent('h1')).toBe(olga.say('staff.passkeys.h1'));

    await olga.press('common.nav.signout');
    expect(olga.path).toMatch(/\/staff\/sign-in$/);
    await olga.open('/staff');
    expect(olga.path).toMatch(/\/staff\/sign-in$/);
    expect(olga.complaints).toEqual([]);
    await olga.leave();
  },
);

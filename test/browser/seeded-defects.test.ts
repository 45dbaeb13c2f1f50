import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { addStyle } from './checks/style.ts';
import { inspect } from './inspection.ts';
import { Visitor } from './visitor.ts';

// A check that finds nothing proves something only when it would have found what is there.

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

test.each([
  {
    defect: 'a footer that lies over the page',
    css: '.cl-footer { position: fixed; inset: auto 0 0; height: 75vh; }',
    finding: /^focus-obscured: /,
  },
  {
    defect: 'a focus that nobody sees',
    css: ':focus-visible { outline: none !important; }',
    finding: /^focus-visible: /,
  },
  {
    defect: 'a focus in a colour too faint',
    css: ':focus-visible { outline-color: #ddd !important; }',
    finding: /^focus-contrast: /,
  },
  {
    defect: 'a page wider than a small phone',
    css: '.cl-main { min-width: 420px; }',
    finding: /^reflow-320: /,
  },
  {
    defect: 'links too small and too close to hit',
    css: '.cl-footer li { height: 10px; } .cl-footer ul { display: block; } .cl-footer a { min-height: 0; font-size: 10px; line-height: 10px; vertical-align: top; }',
    finding: /^axe target-size: /,
  },
  {
    defect: 'text too faint in dark colours',
    css: '@media (prefers-color-scheme: dark) { .cl-lead { color: #444; } }',
    finding: /^dark axe color-contrast: /,
  },
])('$defect is found', async ({ css, finding }) => {
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.open('/');
  await addStyle(visitor.page, css);
  expect(await inspect(visitor)).toContainEqual(expect.stringMatching(finding));
  await visitor.leave();
});

test.each([
  {
    defect: 'a stop out of order',
    break: () => document.querySelector('.cl-toggle')?.setAttribute('tabindex', '-1'),
    finding: /^keyboard: /,
  },
  {
    defect: 'a page without its language',
    break: () => document.documentElement.removeAttribute('lang'),
    finding: /^lang: /,
  },
  {
    defect: 'a handler in the page',
    break: () => document.body.setAttribute('onclick', ''),
    finding: /^script: /,
  },
])('$defect is found', async ({ break: seed, finding }) => {
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.open('/');
  await visitor.page.evaluate(seed);
  expect(await inspect(visitor)).toContainEqual(expect.stringMatching(finding));
  await visitor.leave();
});

test('what the content security policy stops is found', async () => {
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.open('/');
  await visitor.page.evaluate(() => {
    const image = document.createElement('img');
    image.alt = '';
    image.src = 'https://elsewhere.example/pixel.gif';
    document.body.append(image);
  });
  expect(await inspect(visitor)).toContainEqual(expect.stringMatching(/^console: .*img-src/));
  await visitor.leave();
});

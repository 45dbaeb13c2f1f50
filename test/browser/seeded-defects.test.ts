import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { addStyle } from './checks/style.ts';
import { inspect } from './inspection.ts';
import { Visitor } from './visitor.ts';

// A check that finds nothing proves something only when it would have found what is there.

let service: TestService;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  service = await startTestService();
  browser = await launchChromium();
  page = await browser.newPage();
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
  {
    defect: 'text too faint on a small phone',
    css: '@media (max-width: 20rem) { .cl-lead { color: #bbb; } }',
    finding: /^narrow axe color-contrast: /,
  },
  {
    defect: 'text that goes in the reader’s own colours',
    css: '@media (forced-colors: active) { .cl-lead { background: #222; color: #333; forced-color-adjust: none; } }',
    finding: /^forced-colors axe color-contrast: /,
  },
  {
    defect: 'a focus too faint in dark colours',
    css: '@media (prefers-color-scheme: dark) { :focus-visible { outline-color: #333 !important; } }',
    finding: /^back focus-contrast: /,
  },
  {
    defect: 'a bar that covers a low window only',
    css: '@media (max-height: 450px) { .cl-footer { position: fixed; inset: auto 0 0; height: 350px; } }',
    finding: /^back focus-obscured: /,
  },
  {
    defect: 'a header that stays on a small screen',
    css: '@media (max-height: 300px) { .cl-header { position: sticky; top: 0; } }',
    finding: /^reflow-256: .* stays in place$/,
  },
  {
    defect: 'a page too wide at twice the size',
    css: '@media (max-width: 640px) and (min-width: 600px) { .cl-main { min-width: 700px; } }',
    finding: /^zoom-200: /,
  },
  {
    defect: 'text that is cut when it is twice as large',
    css: '.cl-lead { height: 3rem; width: 600px; overflow: hidden; white-space: nowrap; }',
    finding: /^text-200: /,
  },
  {
    defect: 'text that does not give way to wider spacing',
    css: '.cl-toggle { flex: none; width: 3.75rem; overflow: hidden; white-space: nowrap; }',
    finding: /^text-spacing: /,
  },
  {
    defect: 'a focus that jumps up the page',
    css: '.cl-providers { display: flex; flex-direction: column-reverse; }',
    finding: /^focus-order: /,
  },
  {
    defect: 'a button too low for a thumb',
    css: '.cl-providers .usa-button { min-height: 0; padding: 4px; }',
    finding: /^low button: /,
  },
  {
    defect: 'buttons on paper',
    css: '@media print { .usa-button { display: block; } }',
    finding: /^print: \.usa-button$/,
  },
  {
    defect: 'dark mode on paper',
    css: '@media (prefers-color-scheme: dark) { :root { --ink: #eee; } }',
    finding: /^print: pale ink$/,
  },
  {
    defect: 'something that moves',
    css: '@keyframes drift { to { margin-left: 1px; } } h1 { animation: drift 1s infinite; }',
    finding: /^motion: /,
  },
])('$defect is found', async ({ css, finding }) => {
  const visitor = await Visitor.sitDown(service, page, 'en');
  await visitor.open('/');
  await addStyle(visitor.page, css);
  expect(await inspect(visitor)).toContainEqual(expect.stringMatching(finding));
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
    defect: 'two main headings',
    break: () => document.querySelector('h2')?.replaceWith(document.createElement('h1')),
    finding: /^h1: 2$/,
  },
  {
    defect: 'a title that is not the heading’s',
    break: () => void (document.title = 'Home'),
    finding: /^title: Home$/,
  },
  {
    defect: 'a heading level left out',
    break: () => {
      for (const heading of document.querySelectorAll('h2')) heading.outerHTML = '<h4>Deep</h4>';
    },
    finding: /^axe heading-order: /,
  },
  {
    defect: 'help that is somewhere else',
    break: () => document.querySelector('.cl-footer__help')?.remove(),
    finding: /^help: /,
  },
  {
    defect: 'two buttons with one name and two effects',
    break: () => {
      for (const action of ['/one', '/two']) {
        document
          .querySelector('main')
          ?.insertAdjacentHTML(
            'beforeend',
            `<form action="${action}"><button>Go on</button></form>`,
          );
      }
    },
    finding: /^same name, different targets: Go on$/,
  },
  {
    defect: 'a skip link that goes nowhere',
    break: () => document.querySelector('main')?.removeAttribute('tabindex'),
    finding: /^skip-link: does not move the focus$/,
  },
  {
    defect: 'a list of problems without the focus or a field',
    break: () =>
      document
        .querySelector('main')
        ?.insertAdjacentHTML('afterbegin', '<div role="alert"><a href="#name">No name</a></div>'),
    finding: /^error-summary: (does not have the focus|there is no #name)$/,
  },
  {
    defect: 'a control that lets nobody leave',
    break: () =>
      document.querySelector('.cl-toggle')?.addEventListener('keydown', (event) => {
        event.preventDefault();
      }),
    finding: /^keyboard: /,
  },
  {
    defect: 'a handler in the page',
    break: () => document.body.setAttribute('onclick', ''),
    finding: /^script: /,
  },
])('$defect is found', async ({ break: seed, finding }) => {
  const visitor = await Visitor.sitDown(service, page, 'en');
  await visitor.open('/');
  await visitor.page.evaluate(seed);
  expect(await inspect(visitor)).toContainEqual(expect.stringMatching(finding));
});

test('what a browser mends in silence is found', async () => {
  const visitor = await Visitor.sitDown(service, page, 'en');
  await page.route('**/', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('</main>', '<p><div id="main"></div></p></main>');
    await route.fulfill({ response: answer, body });
  });
  await visitor.open('/');
  const findings = await inspect(visitor);
  expect(findings).toContainEqual(expect.stringMatching(/^html no-dup-id: /));
  await page.unroute('**/');
  expect(findings).toContainEqual(expect.stringMatching(/^html (element-permitted|close-order)/));
});

test('what the content security policy stops is found', async () => {
  const visitor = await Visitor.sitDown(service, page, 'en');
  await visitor.open('/');
  await visitor.page.evaluate(() => {
    const image = document.createElement('img');
    image.alt = '';
    image.src = 'https://elsewhere.example/pixel.gif';
    document.body.append(image);
  });
  expect(await inspect(visitor)).toContainEqual(expect.stringMatching(/^console: .*img-src/));
});

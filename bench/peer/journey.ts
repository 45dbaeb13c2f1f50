import type { HeadlessBrowser, Page } from '../../dev/headless-browser.ts';
import type { Journey } from '../residents.ts';

/** The peer's two pages. */
export const peerJourney: Journey = {
  async firstVisit(browser, authorize) {
    return browser.submit(await toProvider(browser, authorize), '/interaction/');
  },
  signIn: toProvider,
};

async function toProvider(browser: HeadlessBrowser, authorize: URL): Promise<Page> {
  return browser.submit(await browser.open(authorize), '/interaction/');
}

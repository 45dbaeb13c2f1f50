import type { HeadlessBrowser, Page } from '../dev/headless-browser.ts';
import type { Journey } from './residents.ts';

/** The service's pages. */
export const serviceJourney: Journey = {
  async firstVisit(browser, authorize) {
    const unknown = await toProvider(browser, authorize);
    const review = await browser.click(unknown, '/link/review/');
    const yes = { save_name: 'yes', decision: 'save' };
    const linked = await browser.submit(review, '/link/review/', yes);
    const consent = await browser.click(linked, '/oauth/continue/');
    return browser.submit(consent, '/connect/', { decision: 'yes' });
  },
  signIn: toProvider,
};

/** "Sign in", "Before you go", and to the provider, who sends the browser back at once. */
async function toProvider(browser: HeadlessBrowser, authorize: URL): Promise<Page> {
  const start = await browser.open(authorize);
  const beforeYouGo = await browser.click(start, '/link/google');
  return browser.submit(beforeYouGo, '/link/google');
}

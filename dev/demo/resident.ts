import { HeadlessBrowser } from '../headless-browser.ts';
import type { Page } from '../headless-browser.ts';

/** Who the simulated Google says is coming. */
const person = 'ana';

/**
 * Walks a resident who has never been here from a city app to the provider, back, and through the consent.
 * @param start the app's authorization request
 * @param redirectUri where the app would take over
 * @returns the address the resident was sent back to, with the code
 */
export async function walkThrough(start: URL, redirectUri: string): Promise<URL> {
  const browser = new HeadlessBrowser(redirectUri);
  const choices = await browser.open(start);
  const beforeYouGo = await browser.click(choices, '/link/google');
  const provider = await browser.submit(beforeYouGo, '/link/google');
  const unknown = await browser.submit(provider, '/decide', { person, outcome: 'approve' });
  const review = await browser.click(unknown, '/link/review/');
  const linked = await browser.submit(review, '/link/review/', {
    save_name: 'yes',
    decision: 'save',
  });
  const consent = await browser.click(linked, '/oauth/continue/');
  const back = await browser.submit(consent, '/connect/', { decision: 'yes' });
  return arrived(back, redirectUri);
}

function arrived({ url, status }: Page, redirectUri: string): URL {
  if (url.href.startsWith(redirectUri)) return url;
  throw new Error(`The journey ended at ${url.pathname} with status ${status}.`);
}

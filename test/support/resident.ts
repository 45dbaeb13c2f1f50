import { ProviderName } from '../../dev/simulator/people.ts';
import { HeadlessBrowser } from './browser.ts';
import type { Page } from './browser.ts';
import type { TestService } from './service.ts';

export type ProviderId = ProviderName;

/** How a person behaves at the simulated provider. */
export interface AtProvider {
  person?: string;
  outcome?: string;
  options?: object;
}

/** A resident at a browser, walking through the pages as a person would. */
export class Resident {
  readonly browser = new HeadlessBrowser();
  /** As whom this person has come back from a provider, oldest first: what a fresh proof is made with. */
  private readonly accounts: KnownAccount[] = [];

  constructor(readonly service: TestService) {}

  /** The page that is open. */
  get page(): Page {
    if (!this.browser.page) throw new Error('No page is open.');
    return this.browser.page;
  }

  open(path: string): Promise<Page> {
    return this.browser.open(new URL(path, this.service.url));
  }

  /** "Before you go" and the yes on it: ends at the provider's page. Proves first who they are where that is asked. */
  async leaveFor(provider: ProviderId, query = ''): Promise<Page> {
    await this.open(`/link/${provider}${query}`);
    await this.prove();
    return this.browser.submit(`/link/${provider}`);
  }

  /**
   * Where a page asks for a fresh proof: gives it with an account that this person has used here, and ends on the page
   * that wanted it. On any other page it does nothing.
   */
  async prove(): Promise<Page> {
    for (const { provider, at } of this.accounts) {
      const { pathname } = this.page.url;
      if (!/^(\/es)?\/prove\//.test(pathname)) break;
      if (!this.page.text.includes(`name="provider" value="${provider}"`)) continue;
      await this.browser.submit(pathname, { provider });
      await this.browser.open(await this.decide(at));
    }
    return this.page;
  }

  /** Decides at the provider; returns the callback address without opening it. */
  async decide({ person = 'ana', outcome = 'approve', options }: AtProvider = {}): Promise<string> {
    const fields = { person, outcome, ...(options && { options: JSON.stringify(options) }) };
    const provider = providerOf(this.page);
    const answer = await this.browser.submit('/decide', fields, { follow: false });
    this.remember({ provider, at: { person, options } });
    return String(answer.headers.location);
  }

  /** A whole trip: out, decide, and back to wherever the service leads. */
  async travel(provider: ProviderId, at: AtProvider = {}, query = ''): Promise<Page> {
    await this.leaveFor(provider, query);
    return this.browser.open(await this.decide(at));
  }

  /** First sign-in to the end: trip, "no, first time", "save". */
  async link(provider: ProviderId = 'google', at: AtProvider = {}, query = ''): Promise<Page> {
    await this.travel(provider, at, query);
    if (this.page.url.pathname.startsWith('/link/new/')) {
      await this.open(this.page.url.pathname.replace('/new/', '/review/'));
    }
    return this.confirm();
  }

  /** Says yes on "Is this you?", once more where a fresh proof was asked in between. */
  async confirm(fields: Record<string, string> = { save_name: 'yes' }): Promise<Page> {
    const review = this.page.url.pathname;
    const action = review.replace(/^\/es/, '');
    await this.browser.submit(action, { decision: 'save', ...fields });
    if ((await this.prove()).url.pathname !== review) return this.page;
    return this.browser.submit(action, { decision: 'save', ...fields });
  }

  private remember(account: KnownAccount): void {
    const isKnown = this.accounts.some(
      ({ provider, at }) => provider === account.provider && at.person === account.at.person,
    );
    if (!isKnown) this.accounts.push(account);
  }
}

interface KnownAccount {
  provider: ProviderId;
  at: AtProvider;
}

/** Whose page at the simulator is open. */
function providerOf({ url }: Page): ProviderId {
  return ProviderName.parse(url.pathname.split('/')[1]);
}

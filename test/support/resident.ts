import { HeadlessBrowser } from './browser.ts';
import type { Page } from './browser.ts';
import type { TestService } from './service.ts';

export type ProviderId = 'google' | 'facebook';

/** How a person behaves at the simulated provider. */
export interface AtProvider {
  person?: string;
  outcome?: string;
  options?: object;
}

/** A resident at a browser, walking through the pages as a person would. */
export class Resident {
  readonly browser = new HeadlessBrowser();

  constructor(readonly service: TestService) {}

  /** The page that is open. */
  get page(): Page {
    if (!this.browser.page) throw new Error('No page is open.');
    return this.browser.page;
  }

  open(path: string): Promise<Page> {
    return this.browser.open(new URL(path, this.service.url));
  }

  /** "Before you go" and the yes on it: ends at the provider's page. */
  async leaveFor(provider: ProviderId, query = ''): Promise<Page> {
    await this.open(`/link/${provider}${query}`);
    return this.browser.submit(`/link/${provider}`);
  }

  /** Decides at the provider; returns the callback address without opening it. */
  async decide({ person = 'ana', outcome = 'approve', options }: AtProvider = {}): Promise<string> {
    const fields = { person, outcome, ...(options && { options: JSON.stringify(options) }) };
    const answer = await this.browser.submit('/decide', fields, { follow: false });
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

  /** Says yes on "Is this you?". */
  confirm(fields: Record<string, string> = { save_name: 'yes' }): Promise<Page> {
    const action = this.page.url.pathname.replace(/^\/es/, '');
    return this.browser.submit(action, { decision: 'save', ...fields });
  }
}

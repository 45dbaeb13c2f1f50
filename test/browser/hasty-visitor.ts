import { pathIn } from '../../src/words/words.ts';
import { Resident } from '../support/resident.ts';
import { meet, Visitor } from './visitor.ts';
import type { Trip, ProviderId } from './visitor.ts';

/**
 * Somebody on the way to another page: signs in, proves and links without looking at the pages in between, which takes a
 * tenth of the time. The journeys look at each of them.
 */
export class HastyVisitor extends Visitor {
  /** The same person with the same cookies, who reads pages without a screen. */
  private readonly inHaste = new Resident(this.service);

  override reachReview(provider: ProviderId = 'google', trip: Trip = {}): Promise<void> {
    return this.hurry(() => this.comeBack(provider, trip));
  }

  override signIn(provider: ProviderId = 'google', trip: Trip = {}): Promise<void> {
    return this.link(provider, trip);
  }

  override linkAnother(provider: ProviderId = 'facebook', trip: Trip = {}): Promise<void> {
    return this.link(provider, trip);
  }

  private link(provider: ProviderId, trip: Trip): Promise<void> {
    return this.hurry(async () => {
      await this.comeBack(provider, trip);
      await this.inHaste.confirm();
    });
  }

  /** Out to a provider and back to "Is this you?". */
  private async comeBack(provider: ProviderId, trip: Trip): Promise<void> {
    const { person = meet(this.service), outcome } = trip;
    await this.inHaste.open(pathIn(this.language, `/link/${provider}`));
    await this.inHaste.prove();
    await this.inHaste.browser.submit(`/link/${provider}`);
    await this.inHaste.browser.open(await this.inHaste.decide({ person, outcome }));
    this.accounts.push({ provider, person });
    const { pathname } = this.inHaste.page.url;
    if (pathname.includes('/link/new/')) {
      await this.inHaste.open(pathname.replace('/new/', '/review/'));
    }
  }

  /** Lends the cookies, takes them back, and opens the page where the haste ended. */
  private async hurry(act: () => Promise<void>): Promise<void> {
    const context = this.page.context();
    const jar = this.inHaste.browser.cookiesOf(this.service.url);
    jar.clear();
    for (const { name, value } of await context.cookies(this.service.url)) jar.set(name, value);
    await act();
    const { hostname } = new URL(this.service.url);
    const place = { domain: hostname, path: '/' };
    const kind = { secure: true, httpOnly: true, sameSite: 'Lax' as const };
    const kept = [...jar].map(([name, value]) => Object.assign({ name, value }, place, kind));
    await context.clearCookies();
    await context.addCookies(kept);
    await this.open(this.inHaste.page.url.href);
  }
}

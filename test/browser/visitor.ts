import { randomInt } from 'node:crypto';
import type { Browser, BrowserContextOptions, Locator, Page, Response } from 'playwright-core';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { pathIn, say } from '../../src/words/words.ts';
import type { Key, Language, Params } from '../../src/words/words.ts';
import type { TestService } from '../support/service.ts';

type Scenario = Parameters<Simulator['next']>[0];

/** Who comes back from a provider, and how. Without a person, somebody nobody has seen before. */
export interface Trip {
  person?: string;
  outcome?: Scenario['outcome'];
}

export const labels = { google: 'Google', facebook: 'Facebook' } as const;

export type ProviderId = keyof typeof labels;

/** A person at a real browser, who finds every control by the words on it. */
export class Visitor {
  /** What the browser complained about: console errors, violations of the content security policy, exceptions. */
  readonly complaints: string[] = [];
  /** With which accounts the visitor has come back so far, oldest first. */
  protected readonly accounts: { provider: ProviderId; person: string }[] = [];
  private answer: Response | undefined;

  constructor(
    readonly service: TestService,
    public language: Language,
    readonly page: Page,
  ) {
    page.on('response', (answer) => {
      if (answer.request().isNavigationRequest()) this.answer = answer;
    });
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (entry) => {
      const isOwnStatus =
        entry.text().startsWith('Failed to load') && this.isHere(entry.location());
      if (entry.type() === 'error' && !isOwnStatus)
        this.complaints.push(`${entry.text()} ${entry.location().url}`);
    });
  }

  /** Opens a browser window of their own: no cookies, nothing remembered. */
  static async arrive<Kind extends Visitor>(
    this: new (service: TestService, language: Language, page: Page) => Kind,
    service: TestService,
    browser: Browser,
    language: Language,
    options: BrowserContextOptions = {},
  ): Promise<Kind> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(10_000);
    return new this(service, language, await context.newPage());
  }

  /**
   * Sits down at a window that somebody else has left: no cookies, nothing remembered but the files of the design. Many
   * pages one after the other are looked at so in half the time, since each new window is a new process.
   */
  static async sitDown<Kind extends Visitor>(
    this: new (service: TestService, language: Language, page: Page) => Kind,
    service: TestService,
    page: Page,
    language: Language,
  ): Promise<Kind> {
    page.removeAllListeners();
    await page.context().clearCookies();
    return new this(service, language, page);
  }

  /** Closes the window. */
  leave(): Promise<void> {
    return this.page.context().close();
  }

  /** Opens one of the service's pages in the visitor's language, or any full address as it is. */
  async open(path: string): Promise<void> {
    const address = path.startsWith('http') ? path : this.service.url + pathIn(this.language, path);
    await this.page.goto(address);
  }

  /** Follows the link to the same page in the other language, and reads that from now on. */
  async changeLanguage(): Promise<void> {
    await this.follow(() => this.page.locator('.cl-toggle').click());
    this.language = this.language === 'en' ? 'es' : 'en';
  }

  /** How the service answered with the page that is open; 0 before any. */
  get status(): number {
    return this.answer?.status() ?? 0;
  }

  /** The page that is open, as it was sent. */
  async sent(): Promise<string> {
    return (await this.answer?.text()) ?? '';
  }

  /** The path that the address bar shows. */
  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** A sentence in the visitor's language. */
  say<K extends Key>(key: K, ...params: Params<K>): string {
    return say(this.language, key, ...params);
  }

  /** Presses the button or follows the link with these words, and waits for the page it leads to. */
  async press<K extends Key>(key: K, ...params: Params<K>): Promise<void> {
    const control = this.control(this.say(key, ...params));
    if (!(await control.isVisible()))
      throw new Error(`${key} is not on ${await this.whereabouts()}`);
    await this.follow(() => this.activate(control));
  }

  /** Picks the radio button or checks the box with these words. */
  async pick<K extends Key>(key: K, ...params: Params<K>): Promise<void> {
    const name = this.say(key, ...params);
    const radio = this.page.getByRole('radio', { name, exact: true });
    await this.check(radio.or(this.page.getByRole('checkbox', { name, exact: true })));
  }

  /** From "Before you go" to the provider and back, to wherever the service leads. */
  async travel(provider: ProviderId, trip: Trip = {}): Promise<void> {
    const { person = meet(this.service), outcome = 'approve' } = trip;
    this.service.simulator.next({ provider, person, outcome });
    await this.press('consent.btn.agree', { provider: labels[provider] });
    this.accounts.push({ provider, person });
  }

  /** On the page that asks for a fresh proof: gives it with the first account used here, and goes on. */
  async prove(): Promise<void> {
    const [account] = this.accounts;
    if (!account) throw new Error('Nobody has signed in here.');
    this.service.simulator.next({ ...account, outcome: 'approve' });
    await this.press('start.btn', { provider: labels[account.provider] });
  }

  /** A first sign-in up to "Is this you?". */
  async reachReview(provider: ProviderId = 'google', trip: Trip = {}): Promise<void> {
    await this.open(`/link/${provider}`);
    await this.travel(provider, trip);
    await this.press('new.btn.no');
  }

  /** "Save and link", with the name. */
  async save(): Promise<void> {
    await this.pick('review.name.yes');
    await this.press('review.btn.save');
  }

  /** A first sign-in to its end. */
  async signIn(provider: ProviderId = 'google', trip: Trip = {}): Promise<void> {
    await this.reachReview(provider, trip);
    await this.save();
  }

  /** Links one more account to the record of whoever is signed in. */
  async linkAnother(provider: ProviderId = 'facebook', trip: Trip = {}): Promise<void> {
    await this.setOutToLink(provider);
    await this.travel(provider, trip);
    await this.save();
  }

  /** "Before you go" for somebody signed in, who must prove first who they are. */
  async setOutToLink(provider: ProviderId): Promise<void> {
    await this.open(`/link/${provider}`);
    await this.prove();
  }

  /** Does something that leads to another page, and waits until that has loaded. */
  async follow(act: () => Promise<void>): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    loaded.catch(() => undefined);
    await act();
    await loaded;
  }

  protected activate(control: Locator): Promise<void> {
    return control.click();
  }

  protected check(control: Locator): Promise<void> {
    return control.check();
  }

  private control(name: string): Locator {
    const button = this.page.getByRole('button', { name, exact: true });
    return button.or(this.page.getByRole('link', { name, exact: true }));
  }

  private async whereabouts(): Promise<string> {
    return `${this.path}, "${await this.page.title()}"`;
  }

  private isHere({ url }: { url: string }): boolean {
    return url.split('#')[0] === this.page.url().split('#')[0];
  }
}

/** Adds somebody new to the providers' people and returns their id. */
export function meet(service: TestService, name: string | null = 'Rosa Díaz'): string {
  const digits = (): string => `${randomInt(1e12)}`.padStart(12, '7');
  const id = `person-${digits()}`;
  const subjects = { google: `104${digits()}`, facebook: `101${digits()}` };
  service.simulator.addPerson({ id, name, subjects });
  return id;
}

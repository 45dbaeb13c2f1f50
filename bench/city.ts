import type { HeadlessBrowser } from '../dev/headless-browser.ts';
import type { Closers } from '../dev/closers.ts';
import { CityApp } from './city-app.ts';
import type { Tokens } from './city-app.ts';
import { browsers } from './load/samples.ts';
import { Residents } from './residents.ts';
import type { Stack } from './stack.ts';

/** A city at work on a stack: one app, and as many signed-in residents as there are browsers. */
export class City {
  readonly app: CityApp;
  readonly residents: Residents;
  private everybody: Promise<HeadlessBrowser[]> | null = null;
  private turn = 0;

  constructor({ issuer, service, simulator }: Stack, closers: Closers) {
    this.app = new CityApp(issuer, service.ready.login);
    closers.add(() => this.app.close());
    this.residents = new Residents(this.app, simulator);
  }

  /** Somebody who is signed in, each in turn: requests of one resident would wait for each other. */
  async somebody(): Promise<HeadlessBrowser> {
    this.everybody ??= this.many(browsers, () => this.signedIn());
    const everybody = await this.everybody;
    this.turn = (this.turn + 1) % everybody.length;
    return everybody[this.turn] as HeadlessBrowser;
  }

  /** Codes that nobody has redeemed. They live for a minute. */
  codes(count: number, scope?: string): Promise<string[]> {
    return this.many(count, async () => this.residents.return(await this.somebody(), scope));
  }

  /** Tokens of as many grants. */
  async tokens(count: number, scope?: string): Promise<Tokens[]> {
    const codes = await this.codes(count, scope);
    return this.many(count, () => this.app.redeem(codes.pop() ?? ''));
  }

  /** Does something as often, a few at a time. */
  async many<T>(count: number, make: () => Promise<T>): Promise<T[]> {
    const made: T[] = [];
    let left = count;
    const work = async (): Promise<void> => {
      while (left-- > 0) made.push(await make());
    };
    await Promise.all(Array.from({ length: browsers }, work));
    return made;
  }

  private async signedIn(): Promise<HeadlessBrowser> {
    const browser = this.residents.newcomer();
    await this.app.redeem(await this.residents.connect(browser));
    return browser;
  }
}

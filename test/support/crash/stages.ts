import type { Page } from '../browser.ts';
import { newPerson } from '../evidence.ts';
import { deleteEverything } from '../fresh-proof.ts';
import { Resident } from '../resident.ts';
import type { ProviderId } from '../resident.ts';
import type { CrashWorld } from './crash-world.ts';

/** A resident in the middle of something: it may be begun again from the start, as often as it takes. */
export type Attempt = () => Promise<void>;

/** A part of the journey. `prepare` walks up to it, and returns what is done and, after a crash, done again. */
export interface Stage {
  readonly name: string;
  prepare(world: CrashWorld): Promise<Attempt>;
}

/** A resident with accounts of their own at both providers. */
class Walker {
  readonly person: string;
  resident: Resident;

  constructor(readonly world: CrashWorld) {
    this.person = newPerson(world.service);
    this.resident = new Resident(world.service);
  }

  /** Signs in or links, whichever it is now, and ends on the account page. */
  async link(provider: ProviderId): Promise<void> {
    const { pathname } = (await this.arrive(provider)).url;
    if (pathname.startsWith('/link/new/')) {
      await this.resident.open(pathname.replace('/new/', '/review/'));
    }
    if (/^\/link\/(new|review)\//.test(pathname)) await this.resident.confirm();
    if (!(await this.links()).has(provider))
      throw new Error(`${provider} is not linked after ${pathname}.`);
  }

  /** Whoever is told that the service is busy goes once more, as the page says. */
  private async arrive(provider: ProviderId): Promise<Page> {
    const page = await this.resident.travel(provider, { person: this.person });
    return page.status === 503 ? this.resident.travel(provider, { person: this.person }) : page;
  }

  /** The account page, signing in again where the session is gone. */
  async account(): Promise<string> {
    const page = await this.resident.open('/account');
    if (page.url.pathname === '/account') return page.text;
    return (await this.resident.travel('google', { person: this.person })).text;
  }

  /** The ids of the links on the account page, by provider. */
  async links(): Promise<Map<string, string>> {
    const cards = (await this.account()).matchAll(
      /<h\d[^>]*>(Google|Facebook)<.*?\/account\/links\/([\w-]{36})\/remove/gs,
    );
    return new Map([...cards].map(([, label = '', id = '']) => [label.toLowerCase(), id]));
  }
}

const firstSignIn: Stage = {
  name: 'first sign-in',
  async prepare(world) {
    const walker = new Walker(world);
    return () => walker.link('google');
  },
};

const secondSignIn: Stage = {
  name: 'second sign-in',
  async prepare(world) {
    const walker = await linked(world);
    walker.resident = new Resident(world.service);
    return () => walker.link('google');
  },
};

const linkAnother: Stage = {
  name: 'linking another account',
  async prepare(world) {
    const walker = await linked(world);
    return async () => {
      // Whoever lost the session signs in again first, or the account would make somebody new.
      await walker.account();
      await walker.link('facebook');
    };
  },
};

const unlink: Stage = {
  name: 'removing an account',
  async prepare(world) {
    const walker = await linked(world);
    await walker.link('facebook');
    return async () => {
      const id = (await walker.links()).get('facebook');
      if (id === undefined) return;
      const path = `/account/links/${id}/remove`;
      await walker.resident.open(path);
      const page = await walker.resident.browser.submit(path);
      if (!page.text.includes('We removed your Facebook link'))
        throw new Error('It was not removed.');
    };
  },
};

const revoke: Stage = {
  name: 'revoking by staff',
  async prepare(world) {
    const walker = await linked(world);
    const id = (await walker.links()).get('google') ?? '';
    return async () => {
      const status = await world.revoke(id);
      if (status !== 'removed' && status !== 'already-removed') throw new Error('Not revoked.');
    };
  },
};

const erase: Stage = {
  name: 'deleting everything',
  async prepare(world) {
    const walker = await linked(world);
    return async () => {
      const text = await walker.account();
      if (text.includes('/link/review/')) return;
      const page = await walker.resident.open('/account/delete');
      if (page.url.pathname !== '/account/delete') throw new Error('Not signed in.');
      const deleted = await deleteEverything(walker.resident);
      if (deleted.status !== 200) throw new Error('Not deleted.');
    };
  },
};

const cancel: Stage = {
  name: 'saying no',
  async prepare(world) {
    const walker = new Walker(world);
    const { resident, person } = walker;
    const page = await resident.travel('google', { person });
    const review = page.url.pathname.replace('/new/', '/review/');
    await resident.open(review);
    return async () => {
      const { url } = await resident.open(review);
      // What was thrown away cannot be asked about again.
      if (url.pathname !== '/link/ended/mismatch') {
        await resident.browser.submit(review, { decision: 'cancel' });
      }
    };
  },
};

async function linked(world: CrashWorld): Promise<Walker> {
  const walker = new Walker(world);
  await walker.link('google');
  return walker;
}

export const stages: readonly Stage[] = [
  firstSignIn,
  secondSignIn,
  linkAnother,
  unlink,
  revoke,
  erase,
  cancel,
];

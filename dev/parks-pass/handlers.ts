import type { HelpDesk } from '../help-desk.ts';
import type { CivicLink } from './civic-link.ts';
import { HomePage } from './pages/home-page.tsx';
import { VerifiedPage } from './pages/verified-page.tsx';
import type { Showcase } from './showcase.ts';
import { style } from './style.ts';
import { cookieWith, page, pathIn, seeOther } from './visit.ts';
import type { Answer, Visit } from './visit.ts';
import { trials, Visitors } from './visitors.ts';
import type { Visitor } from './visitors.ts';

type SignedIn = Visitor & Required<Pick<Visitor, 'tokens'>>;

export interface HandlerParts {
  issuer: string;
  civicLink: CivicLink;
  showcase: Showcase;
  staff: HelpDesk;
}

/** What Parks Pass does on each request. */
export class Handlers {
  readonly #parts: HandlerParts;
  readonly #visitors = new Visitors();

  constructor(parts: HandlerParts) {
    this.#parts = parts;
  }

  /** Who is signed in, with everything about their token; or an invitation to sign in. */
  async home({ language, secret }: Visit): Promise<Answer> {
    const { issuer, showcase } = this.#parts;
    const visitor = this.#visitors.find(secret);
    if (!isSignedIn(visitor)) return page(HomePage({ language }), issuer);
    const { notice, tokens, trial } = visitor;
    delete visitor.notice;
    const findings = await showcase.examine(tokens, trial);
    return page(VerifiedPage({ language, notice, ...findings }), issuer);
  }

  /** Sends the resident to Civic Link. The cookie binds the trip to this browser. */
  async signIn({ language, secret }: Visit): Promise<Answer> {
    this.#visitors.dismiss(secret);
    const { url, trip } = await this.#parts.civicLink.begin(language);
    const visitor = this.#visitors.admit({ language, trip, trial: 'as-issued' });
    return seeOther(url.href, cookieWith(visitor));
  }

  /** Back from Civic Link. A new cookie, so that one planted before the sign-in is worth nothing after it. */
  async callback({ url, secret }: Visit): Promise<Answer> {
    const { language = 'en', trip } = this.#visitors.find(secret) ?? {};
    this.#visitors.dismiss(secret);
    if (trip === undefined) return seeOther('/');
    const tokens = await this.#parts.civicLink.finish(url, trip);
    const visitor = this.#visitors.admit({ language, tokens, trial: 'as-issued' });
    return seeOther(pathIn(language, '/'), cookieWith(visitor));
  }

  check(visit: Visit): Promise<Answer> {
    return this.#withVisitor(visit, async (visitor) => {
      const wanted = visit.form.get('trial');
      visitor.trial = trials.find((trial) => trial === wanted) ?? 'as-issued';
      visitor.notice = 'checked';
    });
  }

  refresh(visit: Visit): Promise<Answer> {
    return this.#withVisitor(visit, async (visitor) => {
      const refreshed = await this.#parts.civicLink.refresh(visitor.tokens);
      visitor.trial = 'as-issued';
      visitor.notice = refreshed.kind === 'tokens' ? 'refreshed' : 'refresh-refused';
      if (refreshed.kind === 'tokens') visitor.tokens = refreshed.tokens;
    });
  }

  removeLink(visit: Visit): Promise<Answer> {
    return this.#withVisitor(visit, async (visitor) => {
      visitor.trial = 'as-issued';
      visitor.notice = (await this.#parts.staff.removeLinkOf(visitor.tokens.subject)).kind;
    });
  }

  async signOut({ language, secret }: Visit): Promise<Answer> {
    const visitor = this.#visitors.find(secret);
    this.#visitors.dismiss(secret);
    if (isSignedIn(visitor)) await this.#parts.civicLink.giveBack(visitor.tokens);
    return seeOther(pathIn(language, '/'), cookieWith(''));
  }

  style(): Answer {
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: style };
  }

  async #withVisitor(
    { language, secret }: Visit,
    change: (visitor: SignedIn) => Promise<void>,
  ): Promise<Answer> {
    const visitor = this.#visitors.find(secret);
    if (isSignedIn(visitor)) await change(visitor);
    return seeOther(pathIn(language, '/'));
  }
}

function isSignedIn(visitor: Visitor | undefined): visitor is SignedIn {
  return visitor?.tokens !== undefined;
}

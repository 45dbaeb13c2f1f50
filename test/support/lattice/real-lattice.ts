import { Apps } from '../../../src/apps/apps.ts';
import type { CityApp } from '../../../src/apps/city-app.ts';
import { Grants } from '../../../src/grants/grants.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { TokenIssuer } from '../../../src/oauth/token/token-issuer.ts';
import { Database } from '../../../src/platform/database/database.ts';
import type { Sql } from '../../../src/platform/database/statement.ts';
import { Residents } from '../../../src/residents/residents.ts';
import { Revocations } from '../../../src/revocations/revocations.ts';
import type { Rule } from '../../../src/revocations/revocations.ts';
import type { CityService } from '../city-service.ts';
import { claimsOf } from '../city-service.ts';
import type { TestService } from '../service.ts';
import type { Happening, Making, RuleKind, RuleName } from './history.ts';
import { rulesOver } from './model.ts';

/** What the introspection endpoint said at one point of a history. */
export interface Verdict {
  /** How much had happened before. */
  position: number;
  token: number;
  dead: boolean;
}

type Turn = Extract<Happening, { kind: 'pause' | 'resume' }>;

interface MadeGrant {
  id: string;
  of: Making;
}

interface MintedToken {
  text: string;
  app: CityService;
}

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

/** One history in the real service: its own parts make and revoke, its endpoint is asked over HTTP. */
export class RealLattice {
  readonly #grants: MadeGrant[] = [];
  readonly #tokens: MintedToken[] = [];
  readonly #ids = new Map<RuleName, string>();

  private constructor(
    private readonly service: TestService,
    private readonly apps: readonly CityService[],
  ) {
    this.#ids.set('issuer/0', service.url);
    this.#ids.set('provider/0', 'google').set('provider/1', 'facebook');
    apps.forEach(({ id }, number) => this.#ids.set(`app/${number}`, id));
  }

  /** Everything in the history but issuer, providers and apps is new: other histories do not touch it. */
  static async start(service: TestService, apps: readonly CityService[]): Promise<RealLattice> {
    const lattice = new RealLattice(service, apps);
    for (const name of ['resident/0', 'resident/1'] as const) {
      const made = lattice.part(Residents).create(lattice.part(Database), 'en');
      lattice.#ids.set(name, await made);
    }
    return lattice;
  }

  /** Plays a history; questions that follow each other are asked at once. */
  async play(history: readonly Happening[]): Promise<Verdict[]> {
    const verdicts: Promise<Verdict>[] = [];
    for (const [position, one] of history.entries()) {
      if (one.kind === 'ask') verdicts.push(this.ask(one.token, position));
      else {
        await Promise.all(verdicts);
        await this.happen(one);
      }
    }
    return Promise.all(verdicts);
  }

  private async happen(one: Exclude<Happening, { kind: 'ask' }>): Promise<void> {
    switch (one.kind) {
      case 'make':
        return this.make(one.of);
      case 'mint':
        return this.mint(this.grant(one.grant));
      case 'raise':
        return this.raise(this.rule(one.rule), one.isRolledBack);
      case 'pause':
      case 'resume':
        return this.turn(one);
      case 'revoke':
        return this.revoke(one.token);
      case 'forget':
        return this.forget(this.grant(one.grant).id);
      case 'cover-again': {
        const { id, of } = this.grant(one.grant);
        const rules = rulesOver({ ...one, kind: 'make', of }).map((name) => this.rule(name));
        return this.revocations.cover(this.part(Database), id, rules);
      }
      default:
        return one satisfies never;
    }
  }

  /** What is left when a grant is gone, while its tokens are still about. */
  private async forget(id: string): Promise<void> {
    await this.service.database.query('delete from civic.coverage where subject_id = $1', [id]);
  }

  private async make(of: Making): Promise<void> {
    const session = {
      id: this.id(`session/${of.session}`),
      residentId: this.id(`resident/${of.resident}`),
      authLink: this.id(`link/${of.link}`),
      provider: this.id(`provider/${of.provider}`),
      authenticatedAt: new Date(),
      isShared: false,
    };
    const app = await this.appOf(of);
    const scopes = of.offline ? ['openid', 'offline_access'] : ['openid'];
    const id = await this.part(Database).transaction((sql) =>
      this.part(Grants).open(sql, { session, app, scopes, resources: [app.resource] }),
    );
    this.#ids.set(`grant/${this.#grants.length}`, id);
    this.#grants.push({ id, of });
  }

  private async mint({ id, of }: MadeGrant): Promise<void> {
    const grant = await this.part(Grants).find(this.part(Database), id);
    if (grant === null) throw new Error('A grant is gone.');
    const earned = {
      grant,
      scopes: ['openid'],
      audience: grant.resource,
      refreshToken: null,
      idToken: null,
    };
    const issued = await this.part(TokenIssuer).issue(await this.appOf(of), earned);
    this.#tokens.push({ text: issued.access_token, app: this.cityOf(of) });
  }

  private raise(rule: Rule, isRolledBack: boolean): Promise<void> {
    return this.perhaps(isRolledBack, (sql) => this.revocations.raise(sql, rule));
  }

  private turn({ kind, resident, isRolledBack }: Turn): Promise<void> {
    const rule = { rule: 'policy', id: this.id(`resident/${resident}`) } as const;
    return this.perhaps(isRolledBack, (sql) => this.revocations[kind](sql, rule));
  }

  private async perhaps(isRolledBack: boolean, work: (sql: Sql) => Promise<unknown>) {
    const undone = new Error('rolled back');
    const done = this.part(Database).transaction(async (sql) => {
      await work(sql);
      if (isRolledBack) throw undone;
    });
    await done.catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  }

  private async revoke(token: number): Promise<void> {
    const { jti } = claimsOf(this.token(token).text);
    await this.revocations.revokeToken(this.part(Database), String(jti), inAnHour());
  }

  private async ask(number: number, position: number): Promise<Verdict> {
    const { text, app } = this.token(number);
    const { status, json } = await app.introspect(text);
    if (status !== 200 || typeof json.active !== 'boolean') throw new Error(`${status}`);
    return { position, token: number, dead: !json.active };
  }

  private rule(name: RuleName): Rule {
    return { rule: name.split('/')[0] as RuleKind, id: this.id(name) };
  }

  private id(name: RuleName): string {
    const known = this.#ids.get(name) ?? newId();
    this.#ids.set(name, known);
    return known;
  }

  private grant(number: number): MadeGrant {
    return this.#grants[number] as MadeGrant;
  }

  private token(number: number): MintedToken {
    return this.#tokens[number] as MintedToken;
  }

  private cityOf({ app }: Making): CityService {
    return this.apps[app] as CityService;
  }

  private async appOf(of: Making): Promise<CityApp> {
    return (await this.part(Apps).find(this.cityOf(of).id)) as CityApp;
  }

  private get revocations(): Revocations {
    return this.part(Revocations);
  }

  private part<Part>(token: abstract new (...args: never[]) => Part): Part {
    return this.service.running.app.get<Part>(token);
  }
}

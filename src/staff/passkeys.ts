import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Challenges } from './challenges.ts';
import type { ChallengeFor } from './challenges.ts';
import { Invitations } from './invitations.ts';
import { memberOf } from './person.ts';
import type { Person } from './person.ts';
import { isBehind } from './statements/accounts.ts';
import * as statements from './statements/passkeys.ts';
import { find, lock } from './statements/people.ts';
import * as ceremonies from './webauthn/ceremonies.ts';
import type { CeremonyOptions, NewPasskey, Place, StoredPasskey } from './webauthn/ceremonies.ts';

/** A passkey as its owner sees it. */
export interface OwnPasskey {
  id: string;
  credentialId: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  transports: readonly string[];
}

/** What a browser sent, and which browser it was. */
export interface Answer {
  /** As `PublicKeyCredential.toJSON` makes it. */
  answer: unknown;
  browser: Buffer;
}

/** `refused` says as little of a wrong answer as of a passkey that nobody has. */
export type PasskeyOutcome = { kind: 'accepted'; person: Person } | { kind: 'refused' };

export type PasskeyRemoval =
  { kind: 'removed' } | { kind: 'last-passkey' } | { kind: 'no-such-passkey' };

type MadePasskey = NewPasskey & { answer: unknown };

const refused: PasskeyOutcome = { kind: 'refused' };

/** Passkeys: making one, signing in with one. The keys stay on people's devices; what is here opens nothing. */
@Injectable()
export class Passkeys {
  private readonly place: Place;

  constructor(
    private readonly challenges: Challenges,
    private readonly database: Database,
    private readonly invitations: Invitations,
    private readonly ledger: Ledger,
    config: Config,
  ) {
    this.place = { origin: config.issuer, name: config.site.service };
  }

  /** What the browser of a person needs to make a passkey. */
  async toEnrol(person: Person, browser: Buffer): Promise<CeremonyOptions> {
    const challenge = this.challenges.make({ purpose: 'enrol', browser });
    const known = (await this.of(person.id)).map(({ credentialId }) => credentialId);
    return ceremonies.creationOptions(this.place, { challenge, person, known });
  }

  /** What a browser needs to use one. */
  toSignIn(browser: Buffer): Promise<CeremonyOptions> {
    const challenge = this.challenges.make({ purpose: 'sign-in', browser });
    return ceremonies.requestOptions(this.place, challenge);
  }

  /** Makes somebody's passkey known through their link, which is used up with it. */
  async enrol(token: string, sent: Answer): Promise<PasskeyOutcome> {
    const made = await this.madeBy(sent);
    if (made === null) return refused;
    return this.database.transaction(async (sql) => {
      // The link is taken last, so that a refusal leaves it.
      if (!(await this.isNew(sql, made))) return refused;
      const personId = await this.invitations.take(sql, token);
      return personId === null ? refused : this.add(sql, personId, made);
    });
  }

  /** Makes one more passkey known of somebody who is signed in, and not with the identity provider: see `people.ts`. */
  async addTo(person: Person, sent: Answer): Promise<PasskeyOutcome> {
    const made = await this.madeBy(sent);
    if (made === null) return refused;
    return this.database.transaction(async (sql) => {
      if ((await firstRow(sql, isBehind, [person.id])) !== null) return refused;
      return (await this.isNew(sql, made)) ? this.add(sql, person.id, made) : refused;
    });
  }

  /** Whose passkey answered. The caller opens or renews a session in the same transaction. */
  async signIn(sql: Sql, { answer, browser }: Answer): Promise<PasskeyOutcome> {
    const credentialId = ceremonies.credentialIn(answer);
    const passkey = await firstRow<StoredPasskey>(sql, statements.byCredential, [credentialId]);
    if (passkey === null) return refused;
    const asked: ChallengeFor = { purpose: 'sign-in', browser };
    const isOurs = (challenge: string): boolean => this.challenges.isOurs(challenge, asked);
    const counter = await ceremonies.readAssertion(this.place, { answer, passkey }, isOurs);
    if (counter === null || !(await this.useChallenge(sql, answer))) return refused;
    await sql.run(statements.used, [passkey.id, counter]);
    return this.accepted(sql, passkey.personId);
  }

  /** Somebody's passkeys, the oldest first. */
  of(personId: string): Promise<OwnPasskey[]> {
    return this.database.run<OwnPasskey>(statements.ofPerson, [personId]);
  }

  /** Forgets one of several passkeys of a person. */
  remove(person: Person, passkeyId: string): Promise<PasskeyRemoval> {
    return this.database.transaction<PasskeyRemoval>(async (sql) => {
      await sql.run(lock, [person.id]);
      const own = await sql.run<{ id: string }>(statements.lockOf, [person.id]);
      if (!own.some(({ id }) => id === passkeyId)) return { kind: 'no-such-passkey' };
      if (own.length === 1) return { kind: 'last-passkey' };
      await sql.run(statements.remove, [person.id, passkeyId]);
      const { actor, role } = memberOf(person);
      const event = { type: 'staff.passkey-removed', actor, role, person: person.id } as const;
      await this.ledger.record(sql, event);
      return { kind: 'removed' };
    });
  }

  private async madeBy({ answer, browser }: Answer): Promise<MadePasskey | null> {
    const asked: ChallengeFor = { purpose: 'enrol', browser };
    const isOurs = (challenge: string): boolean => this.challenges.isOurs(challenge, asked);
    const made = await ceremonies.readCreation(this.place, answer, isOurs);
    return made && { ...made, answer };
  }

  /** Uses the challenge up. A passkey that is known already is not made twice. */
  private async isNew(sql: Sql, { answer, credentialId }: MadePasskey): Promise<boolean> {
    if (!(await this.useChallenge(sql, answer))) return false;
    return (await firstRow(sql, statements.isKnown, [credentialId])) === null;
  }

  private async add(sql: Sql, personId: string, made: MadePasskey): Promise<PasskeyOutcome> {
    const { credentialId, publicKey, counter, transports } = made;
    const values = [newId(), personId, credentialId, publicKey, counter, transports];
    await sql.run(statements.insert, values);
    const actor = { kind: 'staff', id: personId } as const;
    await this.ledger.record(sql, { type: 'staff.enrolled', actor, person: personId });
    return this.accepted(sql, personId);
  }

  private async useChallenge(sql: Sql, answer: unknown): Promise<boolean> {
    const challenge = ceremonies.challengeIn(answer);
    return challenge !== null && this.challenges.use(sql, challenge);
  }

  private async accepted(sql: Sql, personId: string): Promise<PasskeyOutcome> {
    const person = await firstRow<Person>(sql, find, [personId]);
    return person === null ? refused : { kind: 'accepted', person };
  }
}

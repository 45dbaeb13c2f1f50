import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Directory } from './directory.ts';
import type { DirectoryPerson } from './directory.ts';
import { DirectoryPeople } from './directory-people.ts';
import { DirectoryTrips } from './directory-trips.ts';
import type { DirectoryTrip } from './directory-trips.ts';
import { freshSeconds } from './staff-limits.ts';
import { StaffSessions } from './staff-sessions.ts';
import { isOfSession } from './statements/accounts.ts';

/** What a browser brought back, and which browser it was. */
export interface Homecoming {
  browser: Buffer;
  state: string;
  code?: string;
  error?: string;
  iss?: string;
}

/**
 * How a trip ended. `mismatch`: it was not this browser's, was over, or had ended before. `not-fresh`: the identity
 * provider did not ask again, or does not say so. `session-over`: what was to be proved for has ended meanwhile.
 */
export type Arrival =
  { kind: 'mismatch' } | ({ kind: 'signed-in' | 'proved' | Setback } & DirectoryTrip);

export type Setback =
  | 'cancelled'
  | 'unavailable'
  | 'refused'
  | 'no-role'
  | 'removed'
  | 'not-fresh'
  | 'other-person'
  | 'session-over';

/** What a transaction came to; with a secret for the browser when it went well. */
type Result = { kind: 'signed-in' | 'proved'; token: string } | { kind: Setback };

/** The way in through the city's own identity provider, and the proof that it is still the same person. */
@Injectable()
export class DirectoryDoor {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly people: DirectoryPeople,
    private readonly sessions: StaffSessions,
    private readonly trips: DirectoryTrips,
  ) {}

  /** Where to send this browser; null when the identity provider does not answer. Throws `not-found` where there is none. */
  async leave(browser: Buffer, trip: DirectoryTrip): Promise<string | null> {
    if (this.directory.label === null) throw noDirectory();
    const { language, sessionId } = trip;
    const secrets = await this.trips.begin(browser, trip);
    return this.directory.begin({ ...secrets, language, isProof: sessionId !== null });
  }

  /** Lets in who came back, or makes their session fresh. Everything must match before the code is exchanged. */
  async arrive(reply: FastifyReply, home: Homecoming): Promise<Arrival> {
    const { browser, state, code, error, iss } = home;
    if (!this.directory.issMatches(iss)) return { kind: 'mismatch' };
    const ended = await this.trips.end(browser, state);
    if (ended === null) return { kind: 'mismatch' };
    const { trip, verifier } = ended;
    const answer = { code, state, iss, error };
    const outcome = await this.directory.finish({ state, verifier, answer });
    if (outcome.kind !== 'person') return { kind: outcome.kind, ...trip };
    const result = await this.receive(outcome.person, trip);
    if ('token' in result) this.sessions.give(reply, result.token);
    return { kind: result.kind, ...trip };
  }

  private receive(person: DirectoryPerson, { sessionId }: DirectoryTrip): Promise<Result> {
    return this.database.transaction(async (sql) => {
      return sessionId === null ? this.signIn(sql, person) : this.prove(sql, person, sessionId);
    });
  }

  private async signIn(sql: Sql, arrived: DirectoryPerson): Promise<Result> {
    const admission = await this.people.admit(sql, arrived);
    if (admission.kind !== 'admitted') return admission;
    const token = await this.sessions.openFromDirectory(sql, admission.person);
    return { kind: 'signed-in', token };
  }

  /** What the identity provider says counts now as well: with another role the session is over. */
  private async prove(sql: Sql, arrived: DirectoryPerson, sessionId: string): Promise<Result> {
    const { provedAt } = arrived;
    if (provedAt === null || provedAt <= this.clock.seconds() - freshSeconds) {
      return { kind: 'not-fresh' };
    }
    if ((await firstRow(sql, isOfSession, [arrived.index, sessionId])) === null) {
      return { kind: 'other-person' };
    }
    const admission = await this.people.admit(sql, arrived);
    if (admission.kind !== 'admitted') return admission;
    const proof = { sessionId, personId: admission.person.id, provedAt };
    const token = await this.sessions.proveElsewhere(sql, proof);
    return token === null ? { kind: 'session-over' } : { kind: 'proved', token };
  }
}

function noDirectory(): ServiceError {
  return new ServiceError({
    code: 'not-found',
    status: 404,
    message: 'There is no such sign-in here.',
  });
}

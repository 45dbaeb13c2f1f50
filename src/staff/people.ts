/**
 * Staff: the people who work for the city, and how they sign in.
 *
 * Owns: people and their role, the links that let them enrol, their passkeys and sessions, talking to the directory.
 * Does not: say what a role may do, or hold anything about a resident.
 * Hands off to: permissions (who may do what) and the ledger (every change to who may come in).
 */
import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { newToken } from '../kernel/opaque-token.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Invitations } from './invitations.ts';
import { isLastOperator } from './last-operator.ts';
import type { ListedPerson, Person } from './person.ts';
import { sessionLimits } from './staff-limits.ts';
import { isBehind } from './statements/accounts.ts';
import { removeAll } from './statements/passkeys.ts';
import * as statements from './statements/people.ts';
import { endAll } from './statements/sessions.ts';

/** A link to enrol, whose secret is shown once and kept nowhere. */
export interface Invited {
  person: Person;
  token: string;
}

/** `last-operator`: without one nobody could let anybody in again. `from-directory`: the city says it elsewhere. */
export type PersonChange =
  | { kind: 'changed' }
  | { kind: 'nothing-to-do' }
  | { kind: 'no-such-person' }
  | { kind: 'last-operator' }
  | { kind: 'from-directory' };

@Injectable()
export class StaffPeople {
  constructor(
    private readonly database: Database,
    private readonly invitations: Invitations,
    private readonly ledger: Ledger,
  ) {}

  /** Everybody who works here, by name. */
  list(by: StaffMember): Promise<ListedPerson[]> {
    permit(by, 'staff.see');
    return this.database.run<ListedPerson>(statements.list, [...sessionLimits]);
  }

  /** Lets a new person in: they enrol a passkey through a link that works once. */
  async invite(by: StaffMember, { name, role }: Omit<Person, 'id'>): Promise<Invited> {
    permit(by, 'staff.change');
    const person = { id: newId(), name, role };
    const token = newToken();
    await this.database.transaction(async (sql) => {
      await sql.run(statements.insert, [person.id, name, role]);
      await this.noteInvitation(sql, by, { person, token, again: false });
    });
    return { person, token };
  }

  /**
   * A new link for somebody who is known, for instance after they lost their passkey; the one before ends. Null for
   * nobody, and for who comes in with the identity provider: a passkey would outlast their account there.
   */
  async inviteAgain(by: StaffMember, personId: string): Promise<Invited | null> {
    permit(by, 'staff.change');
    const token = newToken();
    return this.database.transaction(async (sql) => {
      const person = await firstRow<Person>(sql, statements.lock, [personId]);
      if (person === null || (await isFromDirectory(sql, personId))) return null;
      await this.noteInvitation(sql, by, { person, token, again: true });
      return { person, token };
    });
  }

  /** Takes somebody's way in: passkeys, link and sessions go at once. Their name stays with what they did. */
  remove(by: StaffMember, personId: string): Promise<PersonChange> {
    permit(by, 'staff.change');
    return this.change(personId, null, async (sql) => {
      await sql.run(statements.remove, [personId]);
      await sql.run(removeAll, [personId]);
      await sql.run(endAll, [personId]);
      await this.invitations.cancel(sql, personId);
      await this.ledger.record(sql, { type: 'staff.removed', ...byStaff(by), person: personId });
    });
  }

  /** Gives somebody another role, which counts from their next request. */
  changeRole(by: StaffMember, personId: string, role: StaffRole): Promise<PersonChange> {
    permit(by, 'staff.change');
    return this.change(personId, role, async (sql) => {
      await sql.run(statements.changeRole, [personId, role]);
      const event = {
        type: 'staff.role-changed',
        ...byStaff(by),
        person: personId,
        is: role,
      } as const;
      await this.ledger.record(sql, event);
    });
  }

  /** Signs somebody out everywhere, and says on how many browsers they were. */
  async endSessions(by: StaffMember, personId: string): Promise<number> {
    permit(by, 'staff.change');
    return this.database.transaction(async (sql) => {
      const ended = await firstRow<{ sessions: number }>(sql, endAll, [personId]);
      const sessions = ended?.sessions ?? 0;
      const event = {
        type: 'staff.signed-out',
        ...byStaff(by),
        person: personId,
        sessions,
      } as const;
      if (sessions > 0) await this.ledger.record(sql, event);
      return sessions;
    });
  }

  /** The names of people by their ids, of those who are gone as well. */
  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.run<Pick<Person, 'id' | 'name'>>(statements.names, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** One change at a time among operators, so that no two of them can leave nobody. `role` null: none any more. */
  private change(
    personId: string,
    role: StaffRole | null,
    apply: (sql: Sql) => Promise<void>,
  ): Promise<PersonChange> {
    return this.database.transaction<PersonChange>(async (sql) => {
      const isLast = await isLastOperator(sql, personId);
      const person = await firstRow<Person>(sql, statements.lock, [personId]);
      if (person === null) return { kind: 'no-such-person' };
      if (person.role === role) return { kind: 'nothing-to-do' };
      if (role !== null && (await isFromDirectory(sql, personId)))
        return { kind: 'from-directory' };
      if (isLast && role !== 'operator') return { kind: 'last-operator' };
      await apply(sql);
      return { kind: 'changed' };
    });
  }

  private async noteInvitation(
    sql: Sql,
    by: StaffMember,
    { person, token, again }: Invited & { again: boolean },
  ): Promise<void> {
    await this.invitations.put(sql, person.id, token);
    const { id, role: is } = person;
    await this.ledger.record(sql, { type: 'staff.invited', ...byStaff(by), person: id, is, again });
  }
}

/** Whether somebody comes in with the city's identity provider, which then says what they are. */
async function isFromDirectory(sql: Sql, personId: string): Promise<boolean> {
  return (await firstRow(sql, isBehind, [personId])) !== null;
}

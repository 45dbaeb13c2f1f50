import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { DirectoryPerson } from './directory.ts';
import { isLastOperator } from './last-operator.ts';
import type { Person } from './person.ts';
import * as accounts from './statements/accounts.ts';
import * as people from './statements/people.ts';
import { endAll } from './statements/sessions.ts';

/** `no-role`: the city says they are nothing here. `removed`: an operator has shown them out. */
export type Admission = { kind: 'admitted'; person: Person } | { kind: 'no-role' | 'removed' };

/** Whoever comes from the identity provider with a role. */
type Known = DirectoryPerson & { role: StaffRole };

const actor = { kind: 'system', id: 'directory' } as const;

/** The people behind accounts at the city's identity provider, which says each time what they are. */
@Injectable()
export class DirectoryPeople {
  constructor(private readonly ledger: Ledger) {}

  /** Lets somebody in as what the identity provider says, for the first time or again. */
  async admit(sql: Sql, { role, ...account }: DirectoryPerson): Promise<Admission> {
    if (role === null) return this.turnAway(sql, account.index);
    const known = { ...account, role };
    const newcomer = newId();
    const values = [account.index, newcomer, role];
    const met = await firstRow<{ personId: string }>(sql, accounts.meet, values);
    if (met?.personId === newcomer) return this.welcome(sql, newcomer, known);
    return this.again(sql, met?.personId ?? '', known);
  }

  private async welcome(sql: Sql, id: string, { name, role }: Known): Promise<Admission> {
    const person: Person = { id, name: name ?? nameless(id), role };
    await sql.run(people.insert, [id, person.name, role]);
    await this.ledger.record(sql, { type: 'staff.arrived', actor, person: id, is: role });
    return { kind: 'admitted', person };
  }

  /** Brings name and role up to date. Whoever was removed stays out, whatever the identity provider says. */
  private async again(sql: Sql, id: string, { name, role }: Known): Promise<Admission> {
    const isLast = await isLastOperator(sql, id);
    const person = await firstRow<Person>(sql, people.lock, [id]);
    if (person === null) {
      await this.ledger.record(sql, { type: 'staff.refused', actor, cause: 'removed', person: id });
      return { kind: 'removed' };
    }
    const is = isLast ? person.role : role;
    if (is !== person.role) await this.changeRole(sql, id, is);
    const called = name ?? person.name;
    if (called !== person.name) await sql.run(people.rename, [id, called]);
    return { kind: 'admitted', person: { id, name: called, role: is } };
  }

  /** Their sessions with the old role end. */
  private async changeRole(sql: Sql, id: string, role: StaffRole): Promise<void> {
    await sql.run(people.changeRole, [id, role]);
    await this.ledger.record(sql, { type: 'staff.role-changed', actor, person: id, is: role });
    await this.endSessions(sql, id);
  }

  /** Somebody without a role has no session either. Whoever was never here leaves nothing but an entry of the ledger. */
  private async turnAway(sql: Sql, index: Buffer): Promise<Admission> {
    const person = (await firstRow<Person>(sql, accounts.find, [index])) ?? undefined;
    const event = { type: 'staff.refused', actor, cause: 'no-role' } as const;
    await this.ledger.record(sql, { ...event, ...(person && { person: person.id }) });
    await sql.run(accounts.loseRole, [index]);
    if (person) await this.endSessions(sql, person.id);
    return { kind: 'no-role' };
  }

  private async endSessions(sql: Sql, person: string): Promise<void> {
    const sessions = (await firstRow<{ sessions: number }>(sql, endAll, [person]))?.sessions ?? 0;
    if (sessions === 0) return;
    await this.ledger.record(sql, { type: 'staff.signed-out', actor, person, sessions });
  }
}

/** For somebody whose name the identity provider does not tell. */
function nameless(id: string): string {
  return `Staff ${id.slice(0, 8)}`;
}

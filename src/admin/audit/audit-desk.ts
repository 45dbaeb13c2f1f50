import { Injectable } from '@nestjs/common';
import { ActivityLines } from '../../activity/activity-lines.ts';
import { Names } from '../../activity/names.ts';
import { Apps } from '../../apps/apps.ts';
import type { AuditEntry } from '../../audit/audit-log.ts';
import { isId } from '../../kernel/ids.ts';
import type { LedgerEvent, StaffMember } from '../../ledger/event-catalogue.ts';
import { Providers } from '../../providers/providers.ts';
import { StaffPeople } from '../../staff/people.ts';
import { nameIn, sayIn } from '../../words/words.ts';
import type { Language, PlainKey } from '../../words/words.ts';
import { reasonNames, thingsIn, whoDid, whyOf } from './entry-words.ts';
import type { StaffTelling } from './entry-words.ts';
import { eventNames } from './event-names.ts';
import type { AuditChoices, Choice, ToldEntry } from './told-entry.ts';

/** Tells staff of entries in words, and what they can ask for. Of residents it knows no name. */
@Injectable()
export class AuditDesk {
  constructor(
    private readonly activity: ActivityLines,
    private readonly apps: Apps,
    private readonly names: Names,
    private readonly people: StaffPeople,
    private readonly providers: Providers,
  ) {}

  /** The entries in words, in the same order. */
  async tell(entries: readonly AuditEntry[], language: Language): Promise<ToldEntry[]> {
    const telling = await this.telling(
      entries.flatMap(({ event }) => idsIn(event)),
      language,
    );
    return entries.map((entry) => {
      const { event } = entry;
      return {
        ...entry,
        who: whoDid(event, telling),
        what: nameOfType(event.type, telling),
        about: thingsIn(event, telling),
        ...whyOf(event, telling),
      };
    });
  }

  /** What the resident reads of an entry; null of what residents do not read. */
  async reads(entry: AuditEntry, language: Language): Promise<string | null> {
    const tell = await this.activity.teller(language);
    return tell(entry);
  }

  /** Who did something. */
  async who(event: LedgerEvent, language: Language): Promise<string> {
    return whoDid(event, await this.telling(idsIn(event), language));
  }

  /** What can be chosen. People who are gone are not offered, but can be asked for by an address. */
  async choices(staff: StaffMember, language: Language): Promise<AuditChoices> {
    const say = sayIn(language);
    const said = (names: Readonly<Record<string, PlainKey>>): Choice[] =>
      Object.entries(names).map(([value, key]) => ({ value, label: say(key) }));
    const people = (await this.people.list(staff)).map(asChoice);
    return {
      staff: [...people, { value: 'cli', label: say('audit.who.server') }],
      type: byLabel(said(eventNames), language),
      provider: this.providers.list().map(({ id, label }) => ({
        value: id,
        label: nameIn(language, label),
      })),
      appId: (await this.apps.list()).map(asChoice),
      reason: said(reasonNames),
    };
  }

  private async telling(ids: readonly string[], language: Language): Promise<StaffTelling> {
    const people = await this.people.namesOf([...new Set(ids.filter(isId))]);
    return { ...(await this.names.in(language)), people };
  }
}

/** The people whom an event names. */
function idsIn(event: LedgerEvent): string[] {
  const { actor } = event;
  const person = 'person' in event && event.person !== undefined ? [event.person] : [];
  return actor.kind === 'staff' && actor.id !== undefined ? [actor.id, ...person] : person;
}

/** A type that a newer version beside this one has written is called by its code. */
function nameOfType(type: LedgerEvent['type'], { say }: StaffTelling): string {
  return Object.hasOwn(eventNames, type) ? say(eventNames[type]) : type;
}

function asChoice({ id, name }: { id: string; name: string }): Choice {
  return { value: id, label: name };
}

function byLabel(choices: readonly Choice[], language: Language): Choice[] {
  return choices.toSorted((one, other) => one.label.localeCompare(other.label, language));
}

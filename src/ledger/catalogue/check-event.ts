import { ServiceError } from '../../kernel/service-error.ts';
import { eventCatalogue } from '../event-catalogue.ts';
import type { Actor, LedgerEvent } from '../event-catalogue.ts';
import { appId, code, id } from './field-kinds.ts';
import type { AnyFieldKind } from './field-kinds.ts';

const actorIds: Readonly<Record<Actor['kind'], readonly AnyFieldKind[]>> = {
  resident: [id],
  app: [appId],
  staff: [id, code],
  provider: [code],
  system: [code],
};

/**
 * Refuses an event that the catalogue does not describe exactly: an unknown type or field, a missing field, or a
 * value that is not of the field's kind. Types promise as much, but data is cast and types are not there at run time.
 * The error names the field and never shows the value.
 */
export function checkEvent(event: LedgerEvent): void {
  const { type, actor, ...fields } = event;
  if (!Object.hasOwn(eventCatalogue, type)) throw refusal('an unknown type');
  const known: Readonly<Record<string, AnyFieldKind>> = eventCatalogue[type].fields;
  const stranger = Object.keys(fields).find((name) => !Object.hasOwn(known, name));
  if (stranger !== undefined) throw refusal(`${type} with a field it does not have`);
  checkActor(type, actor);
  for (const [name, kind] of Object.entries(known)) {
    checkField(`${type}.${name}`, kind, (fields as Record<string, unknown>)[name]);
  }
}

function checkActor(type: string, actor: Actor): void {
  const strangers = Object.keys(actor).filter((name) => name !== 'kind' && name !== 'id');
  if (strangers.length > 0 || !Object.hasOwn(actorIds, actor.kind)) {
    throw refusal(`${type} by an unknown kind of actor`);
  }
  const accepted = actorIds[actor.kind].some((kind) => kind.accepts(actor.id));
  if (actor.id !== undefined && !accepted) throw refusal(`${type} with an actor that is no id`);
}

function checkField(name: string, kind: AnyFieldKind, value: unknown): void {
  if (value === undefined && kind.optional) return;
  if (!kind.accepts(value)) throw refusal(`${name} with a value that is no ${kind.name}`);
}

function refusal(what: string): ServiceError {
  return new ServiceError({
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side.',
    detail: `the ledger refused ${what}`,
  });
}

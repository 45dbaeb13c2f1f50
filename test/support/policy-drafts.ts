import { Clock } from '../../src/kernel/clock.ts';
import { PolicyDrafts } from '../../src/policy/policy-drafts.ts';
import type { TypedDraft } from '../../src/policy/typed-draft.ts';
import type { TestService } from './service.ts';
import { atServer } from './staff.ts';

/** A draft that could be published, which begins so many days from now. */
export function typedDraft(service: TestService, inDays: number, changes = {}): TypedDraft {
  const now = service.running.app.get(Clock).milliseconds();
  return {
    startsOn: new Date(now + inDays * 86_400_000).toISOString().slice(0, 10),
    asksAgain: true,
    changes: {
      en: 'We keep notes for one year.\nCity services see less.',
      es: 'Guardamos notas por un año.\nLos servicios ven menos.',
    },
    text: {
      en: 'We keep little.\n\n## What we keep\n\n- A user ID\n- <b>A name</b>, if you want',
      es: 'Guardamos poco.\n\n## Qué guardamos\n\n- Un ID de usuario\n- <b>Un nombre</b>, si quiere',
    },
    ...changes,
  };
}

/** Puts this draft in the place of whatever draft there is. */
export async function keepDraft(service: TestService, typed: TypedDraft): Promise<void> {
  const drafts = service.running.app.get(PolicyDrafts);
  const kept = await drafts.review(atServer);
  const saving = await drafts.save(atServer, typed, kept?.revision ?? null);
  if (saving.kind !== 'saved') throw new Error('Somebody else is writing, too.');
}

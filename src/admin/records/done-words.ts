import type { FastifyRequest } from 'fastify';
import { languageOf } from '../../platform/http/language.ts';
import { say } from '../../words/words.ts';
import type { PlainKey } from '../../words/words.ts';
import { fieldIn } from '../staff-form.ts';

const words = {
  ended: 'record.done.ended',
  held: 'record.done.held',
  released: 'record.done.released',
  disconnected: 'record.done.disconnected',
  removed: 'revoked.h1',
  waits: 'record.done.waits',
  again: 'revoked.again',
} as const satisfies Record<string, PlainKey>;

/** What an address may say was just done. */
export type Done = keyof typeof words;

/** The sentence for what the address says was just done. */
export function doneIn(request: FastifyRequest): string | undefined {
  const done = fieldIn(request.query, 'done');
  return Object.hasOwn(words, done) ? say(languageOf(request), words[done as Done]) : undefined;
}

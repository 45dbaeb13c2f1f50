import type { FastifyRequest } from 'fastify';
import { readPath } from '../../words/words.ts';
import type { Language } from '../../words/words.ts';

/** Strips `/es` before routing, so that a page is declared once and answers in both languages. */
export function withoutLanguage(url: string): string {
  return readPath(url).path;
}

/** Spanish below `/es`, English elsewhere. */
export function languageOf(request: FastifyRequest): Language {
  return readPath(request.originalUrl).language;
}

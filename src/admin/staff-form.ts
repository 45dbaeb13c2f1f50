import type { FastifyRequest } from 'fastify';
import { staffPath } from '../staff/staff-paths.ts';

/** Longer than any answer of a passkey. */
const longestAnswer = 20_000;

/** What the passkey form of a page sent; null for what nobody's browser would send. */
export function answerIn({ body }: FastifyRequest): unknown {
  const text = fieldIn(body, 'answer');
  if (text === '' || text.length > longestAnswer) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where the form or the address says to go on. */
export function backIn({ body, query }: FastifyRequest): string {
  return staffPath(fieldIn(body, 'back') || fieldIn(query, 'back'));
}

/** A field of a form or of an address as one text; empty when it is missing or sent twice. */
export function fieldIn(sent: unknown, name: string): string {
  const value = (sent as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** Every value of a field that may be sent several times. */
export function valuesIn(sent: unknown, name: string): string[] {
  const value = (sent as Record<string, unknown> | null | undefined)?.[name];
  return [value].flat().filter((one) => typeof one === 'string');
}

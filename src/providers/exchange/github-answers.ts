import type { Answer } from '../../platform/outgoing/bounded-http.ts';
import { personNamed } from '../openid/name-told.ts';
import type { Told } from './conversation.ts';

type Token = { readonly kind: 'token'; readonly token: string } | Exclude<Told, { kind: 'person' }>;

const tokenShape = /^[\x21-\x7e]{1,8192}$/;
/** A whole number as JSON writes it, no shorter and no longer than an ID can be. */
const idShape = /^[1-9]\d{0,18}$/;

/** The token of an answer. GitHub says 200 to a code that is no good, and what was wrong in the body. */
export function tokenIn(answer: Answer): Token {
  if (answer.kind === 'unavailable') return { kind: 'unavailable' };
  if (answer.kind === 'malformed') return { kind: 'provider-error' };
  const { error, access_token: token, token_type: type } = read(answer.body);
  if (error === 'bad_verification_code') return { kind: 'expired-or-used' };
  const isBearer = typeof type === 'string' && /^bearer$/i.test(type);
  const isUsable =
    answer.kind === 'good' && isBearer && typeof token === 'string' && tokenShape.test(token);
  return isUsable ? { kind: 'token', token } : { kind: 'provider-error' };
}

/** The person of a profile: `id` never changes, while a `login` can be given up and taken by somebody else. */
export function githubPerson(answer: Answer): Told {
  if (answer.kind === 'unavailable') return { kind: 'unavailable' };
  if (answer.kind !== 'good') return { kind: 'provider-error' };
  const { id, name } = read(answer.body);
  const isNumber = id instanceof Digits && idShape.test(id.text);
  const person = isNumber ? personNamed(id.text, name) : null;
  return person === null ? { kind: 'provider-error' } : { kind: 'person', person };
}

/** A number as it was written: as a number it may have lost digits (over 2^53). */
class Digits {
  constructor(readonly text: string) {}
}

/** Text of an object, or nothing of it. Numbers keep their digits. */
function read(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text, withDigits);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function withDigits(_name: string, value: unknown, { source }: { source?: string } = {}): unknown {
  return typeof value === 'number' ? new Digits(source ?? '') : value;
}

/**
 * What a field of a ledger entry may hold. Every kind is an id, a count, a yes or no, or a short code, so that a
 * name, an address, a token or a provider's user id has no field that would take it.
 */
export interface FieldKind<Value, Optional extends boolean = boolean> {
  /** As printed in `docs/events.md`. */
  readonly name: string;
  readonly optional: Optional;
  readonly accepts: (value: unknown) => value is Value;
}

export type AnyFieldKind = FieldKind<unknown>;

export const id = text('id', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const appId = text('app id', /^(?=.*[A-Za-z])[A-Za-z0-9_-]{1,64}$/);
export const code = text('code', /^[a-z][a-z0-9]*([._:-][a-z0-9]+)*$/, 40);
export const keyId = text('key id', /^[A-Za-z0-9_-]{43}$/);
export const digest = text('digest', /^[A-Za-z0-9_-]{43}$/);
export const version = text('version', /^(?!\d{5,})[A-Za-z0-9][A-Za-z0-9.-]*$/, 20);
/** The number of a case elsewhere: it has a digit, and never so many in a row that it could be somebody's user ID. */
export const ticket = text('ticket', /^(?=.*\d)(?!.*\d{9})[A-Za-z0-9][A-Za-z0-9-]*$/, 40);
export const codes = kind('codes', (value): value is string[] => {
  return Array.isArray(value) && value.every((item) => code.accepts(item));
});
export const count = kind('count', (value): value is number => {
  return Number.isSafeInteger(value) && Number(value) >= 0;
});
export const flag = kind('yes or no', (value) => typeof value === 'boolean');

/** Exactly one of the given codes. */
export function oneOf<const Code extends string>(...choices: Code[]): FieldKind<Code, false> {
  const isChoice = (value: unknown): value is Code => choices.includes(value as Code);
  return kind(choices.join(' / '), isChoice);
}

/** The same kind for a field that may be left out. */
export function optional<Value>({ name, accepts }: FieldKind<Value>): FieldKind<Value, true> {
  return { name, accepts, optional: true };
}

function text(name: string, pattern: RegExp, longest = 64): FieldKind<string, false> {
  return kind(name, (value): value is string => {
    return typeof value === 'string' && value.length <= longest && pattern.test(value);
  });
}

function kind<Value>(
  name: string,
  accepts: (value: unknown) => value is Value,
): FieldKind<Value, false> {
  return { name, accepts, optional: false };
}

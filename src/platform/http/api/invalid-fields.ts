import type { z } from 'zod';
import type { InvalidField } from '../../../kernel/service-error.ts';

/** Fixed sentences: what was sent is never repeated, and an unknown field is not named, since a name can be anything. */
const says: Readonly<Record<string, string>> = {
  invalid_type: 'is missing or of another type',
  invalid_value: 'is none of the values that are allowed',
  unrecognized_keys: 'has a field that is not known',
};

/** What is wrong with a body, each field by its JSON Pointer (RFC 6901 §6, as in RFC 9457 §3). */
export function invalidFields({ issues }: z.ZodError): InvalidField[] {
  return issues.map(({ code, path }) => ({
    pointer: ['#', ...path.map(escaped)].join('/'),
    detail: says[code] ?? 'is not right',
  }));
}

function escaped(part: PropertyKey): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
}

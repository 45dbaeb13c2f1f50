import { jsonText } from './reply.ts';
import type { Json, Reply } from './reply.ts';

/** The answer without one of its fields. */
export function withoutField(answer: Json, field: string): Json {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== field));
}

/** The answer with one field given as JSON text, since JSON.stringify cannot write every value. */
export function withRawField(answer: Json, field: string, text: string): Reply {
  const rest = JSON.stringify(withoutField(answer, field)).slice(1);
  return jsonText(`{${JSON.stringify(field)}:${text}${rest === '}' ? '' : ','}${rest}`);
}

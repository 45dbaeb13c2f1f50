import { json, jsonText } from '../reply.ts';
import { withRawField, withoutField } from '../raw-field.ts';
import { subjectOf } from '../people.ts';
import type { AnswerHook, Outcome } from '../outcome.ts';

/** Tells this as the user ID (`sub`, or `id` at Facebook), given as JSON text. */
function subjectAs(text: string): AnswerHook {
  return (answer, _trip, { subjectField }) => withRawField(answer, subjectField, text);
}

/** User IDs that no provider should send and no service should believe. */
export const SUBJECT_OUTCOMES = {
  'subject-missing': {
    en: 'No user ID',
    es: 'Sin ID de usuario',
    profile: (answer, _trip, { subjectField }) => json(200, withoutField(answer, subjectField)),
  },
  'subject-null': { en: 'User ID: null', es: 'ID: null', profile: subjectAs('null') },
  'subject-empty': { en: 'User ID: empty text', es: 'ID: texto vacío', profile: subjectAs('""') },
  'subject-number': { en: 'User ID: a number', es: 'ID: un número', profile: subjectAs('1') },
  'subject-big-number': {
    en: 'User ID: a number beyond 2^53',
    es: 'ID: un número mayor que 2^53',
    profile: subjectAs('9007199254740993'),
  },
  'wrong-subject-type': {
    en: 'User ID: the right digits in the wrong type (text for a number, a number for text)',
    es: 'ID: las cifras correctas en otro tipo (texto por número, número por texto)',
    profile: (answer, { person, provider }, { subjectField, subjectIsNumber }) => {
      const digits = /\d+/.exec(subjectOf(person, provider))?.[0] ?? '0';
      return withRawField(answer, subjectField, subjectIsNumber ? `"${digits}"` : digits);
    },
  },
  'subject-array': { en: 'User ID: a list', es: 'ID: una lista', profile: subjectAs('["1"]') },
  'subject-object': {
    en: 'User ID: a database operator',
    es: 'ID: un operador de base de datos',
    profile: subjectAs('{"$ne":1}'),
  },
  'subject-true': { en: 'User ID: true', es: 'ID: true', profile: subjectAs('true') },
  'subject-too-long': {
    en: 'User ID: 256 characters',
    es: 'ID: 256 caracteres',
    profile: subjectAs(JSON.stringify('1'.repeat(256))),
  },
  'subject-spaces': { en: 'User ID: only spaces', es: 'ID: espacios', profile: subjectAs('"   "') },
  'subject-nul': {
    en: 'User ID: with a NUL character',
    es: 'ID: con un carácter NUL',
    profile: subjectAs('"110248\\u0000495"'),
  },
  'subject-emoji': { en: 'User ID: an emoji', es: 'ID: un emoji', profile: subjectAs('"🦜"') },
  'subject-path': {
    en: 'User ID: a path upwards',
    es: 'ID: una ruta hacia arriba',
    profile: subjectAs('"../../etc/passwd"'),
  },
  'subject-proto': {
    en: 'User ID: only on the prototype',
    es: 'ID: solo en el prototipo',
    profile: (_answer, _trip, { subjectField }) =>
      jsonText(`{"__proto__":{"${subjectField}":"110248495921238986420"},"name":"Proto"}`),
  },
  'subject-twice': {
    en: 'User ID: told twice, differently',
    es: 'ID: dicho dos veces, distinto',
    profile: (answer, _trip, { subjectField }) =>
      jsonText(`{"${subjectField}":"1",${JSON.stringify(answer).slice(1)}`),
  },
} satisfies Record<string, Outcome>;

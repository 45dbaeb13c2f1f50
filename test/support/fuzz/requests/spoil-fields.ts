import type { Dice } from '../dice.ts';
import type { Draft, Spoiler } from './draft.ts';

/** Where a request has its fields: those of the address or those of the form. */
function fieldsOf(draft: Draft, dice: Dice): string[] {
  return draft.form.length > 0 && dice.chance(0.8) ? draft.form : draft.query;
}

/** Bytes no decoder should like: broken escapes, no UTF-8, NUL, lone surrogates, line breaks. */
const vileValues: readonly string[] = [
  '%',
  '%z',
  '%zz',
  '%e0%',
  '%ff',
  '%c0%80',
  '%ed%a0%80',
  '%00',
  'a%00b',
  '%0d%0aX:%20y',
  '%u0041',
  '\xff\xfe',
  '\xc3',
  '\x80',
  '%f0%9f%a6',
  '%F4%90%80%80',
  '+',
  '%2B%2B',
  '%25%30%30',
  '%2500',
  'null',
  'undefined',
  '0',
  '-1',
  '1e400',
  'NaN',
  'true',
  '[]',
  '{}',
  '{"$ne":null}',
  "'--",
  '"',
  '%3Cscript%3E',
  '${7*7}',
  '{{7*7}}',
  '%2e%2e%2f',
  'javascript:alert(1)',
  '%E2%80%AE',
  '%F0%9F%A6%9C',
];

const vileNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  '__proto__[x]',
  'toString',
  '',
  '[]',
  '%00',
  '%ff',
  '%',
];

const spoilOne = (change: (field: string, dice: Dice) => string | string[]): Spoiler => {
  return (draft, dice) => {
    const fields = fieldsOf(draft, dice);
    if (fields.length === 0) return;
    const place = dice.below(fields.length);
    fields.splice(place, 1, ...[change(fields[place] ?? '', dice)].flat());
  };
};

const nameOf = (field: string): string => field.split('=')[0] ?? '';

export const fieldSpoilers: readonly Spoiler[] = [
  spoilOne((field, dice) => `${nameOf(field)}=${dice.pick(vileValues)}`),
  spoilOne((field, dice) => `${field}${dice.pick(vileValues)}`),
  spoilOne((field, dice) => `${dice.pick(vileNames)}=${field.split('=')[1] ?? ''}`),
  spoilOne((field) => [field, field]),
  spoilOne((field, dice) => [field, `${nameOf(field)}=${dice.text(8)}`]),
  spoilOne((field) => [field, field.replace('=', '[]=')]),
  spoilOne((field, dice) =>
    field.replace('=', dice.pick(['[]=', '[x]=', '[0]=', '.x=', '[__proto__]='])),
  ),
  spoilOne(() => []),
  spoilOne((field) => `${nameOf(field)}=`),
  spoilOne(nameOf),
  spoilOne((field) => field.toUpperCase()),
  spoilOne((field, dice) => `${nameOf(field)}=${dice.text(dice.pick([44, 129, 500, 3000]))}`),
  spoilOne(
    (field, dice) =>
      `${nameOf(field)}=${dice
        .bytes(dice.below(60))
        .toString('latin1')
        .replace(/[\r\n &]/g, '')}`,
  ),
  spoilOne((field) => field.replace('=', '=%20')),
  spoilOne((field) => `${field};x=1`),
  (draft, dice) =>
    void fieldsOf(draft, dice).push(`${dice.pick(vileNames)}=${dice.pick(vileValues)}`),
  (draft, dice) => void fieldsOf(draft, dice).push('&'.repeat(dice.below(50)), '='),
  (draft, dice) => void fieldsOf(draft, dice).reverse(),
  (draft) => void draft.query.push(...draft.form.splice(0)),
  (draft) => void draft.form.push(...draft.query.splice(0)),
  (draft, dice) => void draft.query.push(`${dice.text(3)}=${dice.text(3)}`),
];

/** Too much of everything; seldom, since each costs as much as many others. */
export const massSpoilers: readonly Spoiler[] = [
  spoilOne(
    (field, dice) => `${nameOf(field)}=${'A'.repeat(dice.pick([7000, 9000, 66_000, 200_000]))}`,
  ),
  (draft, dice) => {
    const name = dice.text(2);
    draft.form.push(...Array.from({ length: 3000 }, (_, count) => `${name}${count}=`));
  },
  (draft, dice) => void draft.form.push(...Array<string>(2000).fill(`${dice.text(4)}=1`)),
  (draft) => void draft.form.push(`a${'[b]'.repeat(5000)}=1`),
  (draft) => void draft.query.push(...Array<string>(700).fill('scope=openid')),
  (draft, dice) => void draft.headers.push(['X-Big', 'a'.repeat(dice.pick([7000, 9000, 70_000]))]),
  (draft) => {
    for (let count = 0; count < 1500; count += 1) draft.headers.push([`a${count}`, '1']);
  },
];

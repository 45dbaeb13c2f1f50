import type { CityDirectory, Colleague } from '../support/directory/city-directory.ts';
import { groupOf } from '../support/directory/city-directory.ts';
import type { Visitor } from './visitor.ts';

let met = 0;

/** The city's identity provider of the service that somebody visits. */
export function directoryOf({ service: { directory } }: Visitor): CityDirectory {
  if (directory === null) throw new Error('The service has no identity provider.');
  return directory;
}

/** Somebody new with an account of the city's, and what they are here; null for nothing. */
export function hire(visitor: Visitor, role: keyof typeof groupOf | null, more: Colleague = {}) {
  const who = `worker-${(met += 1)}`;
  const groups = role === null ? [] : [groupOf[role]];
  directoryOf(visitor).people.set(who, { name: 'Ana Ríos', groups, ...more });
  return who;
}

/** From the page that asks for it to the city's sign-in. */
export async function leaveForCity(visitor: Visitor, button: 'btn' | 'prove.btn'): Promise<void> {
  const { label } = directoryOf(visitor).settings;
  const words = { btn: 'staff.directory.btn', 'prove.btn': 'staff.directory.prove.btn' } as const;
  await visitor.press(words[button], { label: label[visitor.language] });
}

/** Says at the city's sign-in who it is, and waits for the page that the browser comes back to. */
export function sayWho(visitor: Visitor, who: string): Promise<void> {
  return visitor.follow(() => visitor.page.click(`button[value="${who}"]`));
}

/** Signs in with an account of the city's, to a page of the console. */
export async function signInFromCity(visitor: Visitor, who: string, path: string): Promise<void> {
  await visitor.open(path);
  await leaveForCity(visitor, 'btn');
  await Promise.all([
    visitor.page.waitForURL(`**${path}`),
    visitor.page.click(`button[value="${who}"]`),
  ]);
}

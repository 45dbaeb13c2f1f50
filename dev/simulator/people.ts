import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canaryMarkers, profileMarkers } from './markers.ts';

export const ProviderName = z.enum([
  'google',
  'facebook',
  'microsoft',
  'login-gov',
  'linkedin',
  'github',
  'city',
]);
export type ProviderName = z.infer<typeof ProviderName>;

/** Someone with an account at every provider. `extra` is told in every answer, asked for or not. */
export const Person = z.strictObject({
  id: z.string().min(1),
  name: z.string().nullable(),
  /** Their user IDs; those left out are made up from the id, always the same. */
  subjects: z.strictObject({
    google: z.string(),
    facebook: z.string(),
    microsoft: z.string().optional(),
    'login-gov': z.string().optional(),
    linkedin: z.string().optional(),
    github: z.string().optional(),
    city: z.string().optional(),
  }),
  about: z.strictObject({ en: z.string(), es: z.string() }).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
});
export type Person = z.infer<typeof Person>;

/** Somebody's user ID at a provider. */
export function subjectOf({ id, subjects }: Person, provider: ProviderName): string {
  const given = subjects[provider];
  if (given !== undefined) return given;
  const hash = createHash('sha256').update(`${provider}/${id}`).digest('hex');
  if (provider === 'github')
    return String(10_000_000 + (Number.parseInt(hash.slice(0, 8), 16) % 90_000_000));
  if (provider === 'linkedin') return hash.slice(0, 10);
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

const TEST_PEOPLE: readonly Person[] = [
  {
    id: 'ana',
    name: 'Ana Rivera',
    subjects: { google: '110248495921238986420', facebook: '10215846129043817' },
  },
  {
    id: 'jose',
    name: 'José Ñúñez',
    subjects: { google: '104377591200448102931', facebook: '10158723340912645' },
  },
  {
    id: 'li',
    name: '李小龍',
    subjects: { google: '117820034519920745518', facebook: '10161190275530482' },
  },
  {
    id: 'long-name',
    name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).slice(0, 200),
    about: { en: 'a name of 200 characters', es: 'un nombre de 200 caracteres' },
    subjects: { google: '101993847561029384756', facebook: '10160000000000204' },
  },
  {
    id: 'markup',
    name: '<b>Bo</b> & "Co" 👩‍👩‍👧🎉',
    about: { en: 'markup and emoji in the name', es: 'código HTML y emoji en el nombre' },
    subjects: { google: '108273645190827364519', facebook: '10160000000000305' },
  },
  {
    id: 'right-to-left',
    name: 'ليلى حداد \u202Eשרה כהן',
    about: {
      en: 'right to left, with a direction override',
      es: 'de derecha a izquierda, con un cambio de dirección',
    },
    subjects: { google: '112233445566778899001', facebook: '10160000000000406' },
  },
  {
    id: 'no-name',
    name: null,
    about: { en: 'no display name', es: 'sin nombre visible' },
    subjects: { google: '115599773311224466880', facebook: '10160000000000507' },
  },
  {
    id: 'big-id',
    name: 'Max Grande',
    about: { en: 'a user ID far beyond 2^53', es: 'un ID de usuario mucho mayor que 2^53' },
    subjects: {
      google: '9007199254740993000000000000000001',
      facebook: '900719925474099300001',
      github: '9007199254740993001',
    },
  },
  {
    id: 'canary',
    name: 'Carla Canary',
    about: {
      en: 'the provider tells far more than was asked',
      es: 'el proveedor cuenta mucho más de lo que se pidió',
    },
    subjects: { google: '119988776655443322110', facebook: '10160000000000608' },
    extra: profileMarkers(canaryMarkers('person')),
  },
];

/** The people the simulator knows: the test people, and those added since the last reset. */
export class People {
  readonly #people = new Map<string, Person>();

  constructor() {
    this.reset();
  }

  /** Adds a person, or replaces the one with the same id. */
  add(person: Person): void {
    this.#people.set(person.id, person);
  }

  find(id: string): Person | undefined {
    return this.#people.get(id);
  }

  all(): Person[] {
    return [...this.#people.values()];
  }

  reset(): void {
    this.#people.clear();
    for (const person of TEST_PEOPLE) this.add(person);
  }
}

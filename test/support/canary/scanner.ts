import { hashesOf, spellingsOf } from './encodings.ts';
import type { Spelling } from './encodings.ts';

/** A place that must not know something, with everything it holds. */
export interface Sink {
  readonly name: string;
  readonly content: Buffer;
}

/** Something that was found where it must not be. */
export interface Finding {
  readonly sink: string;
  readonly marker: string;
  readonly encoding: string;
  /** What stands around it. */
  readonly around: string;
}

/** Texts to look for, each under the name that reports show. */
export type Wanted = Readonly<Record<string, string>>;

interface Needle extends Spelling {
  readonly marker: string;
}

/** Looks for texts in every encoding. */
export class Scanner {
  readonly #needles: readonly Needle[];

  private constructor(wanted: Wanted, spell: (text: string) => Spelling[]) {
    this.#needles = Object.entries(wanted).flatMap(([marker, text]) =>
      distinct(spell(text)).map((one) => ({ ...one, marker })),
    );
  }

  static for(wanted: Wanted): Scanner {
    return new Scanner(wanted, spellingsOf);
  }

  /** Also finds the texts as plain hashes: for user IDs and names, which can be guessed. */
  static forGuessable(wanted: Wanted): Scanner {
    return new Scanner(wanted, (text) => [...spellingsOf(text), ...hashesOf(text)]);
  }

  /** What is found, each text and encoding at most once. */
  scan({ name, content }: Sink): Finding[] {
    return this.#needles.flatMap(({ marker, encoding, bytes }) => {
      const place = content.indexOf(bytes);
      if (place < 0) return [];
      const end = place + bytes.length + 20;
      const around = content.subarray(Math.max(0, place - 60), end).toString();
      return [{ sink: name, marker, encoding, around }];
    });
  }
}

/** A text of plain letters looks the same in several encodings: looking once is enough. */
function distinct(spellings: readonly Spelling[]): Spelling[] {
  const byBytes = new Map(
    spellings.toReversed().map((one) => [one.bytes.toString('latin1'), one] as const),
  );
  return [...byBytes.values()];
}

interface Counts {
  sentences: number;
  words: number;
  syllables: number;
}

/** The school grade that a text needs (Flesch-Kincaid). A block without a full stop counts as a sentence. */
export function gradeOf(blocks: readonly string[]): number {
  const { sentences, words, syllables } = count(blocks, syllablesOf);
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/** How easy a Spanish text reads (Fernández Huerta as corrected by INFLESZ: Szigriszt-Pazos); over 65 is quite easy. */
export function easeOf(blocks: readonly string[]): number {
  const { sentences, words, syllables } = count(blocks, syllablesInSpanish);
  return 206.835 - (62.3 * syllables) / words - words / sentences;
}

export function sentencesOf(blocks: readonly string[]): string[] {
  return blocks
    .flatMap((block) => block.split(/(?<=[.?!:])\s+/))
    .filter((sentence) => wordsOf(sentence).length > 0);
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}’'-]*/gu) ?? [];
}

function count(blocks: readonly string[], syllables: (word: string) => number): Counts {
  const sentences = sentencesOf(blocks);
  const words = sentences.flatMap(wordsOf);
  const total = words.reduce((sum, word) => sum + syllables(word), 0);
  return { sentences: sentences.length, words: words.length, syllables: total };
}

/** Endings whose e is not said, in words of their own or in front of what was added to them. */
const unsaidE = [
  /(?<=[^aeiouy])(?<![^aeiouyl]l)e$/,
  /(?<=[^aeiouy])(?<![^aeiouyl]l|[cgsxz]|ch|sh)es$/,
  /(?<=[^aeiouytd])(?<![^aeiouyl]l)ed$/,
  /(?<=[^aeiouy])e(?=(?:ly|less|ful|ment|times?|where|things?|ones?)$)/,
];

/** Vowels that stand together and are said apart. */
const apart = [
  /(?<![cstg])ia/,
  /(?<![cstgx])io/,
  /(?<![pg])eo/,
  /(?<![gq])ua/,
  /i(?=et|um)/,
  /(?<![ct])ient/,
  /[eoiy]ing/,
  /creat|idea|area/,
];

/** Syllables of an English word, by rule; a test holds it against words that are known. */
export function syllablesOf(word: string): number {
  const said = word.toLowerCase().replace(/(?<=[dst])n’t$/, 'ent');
  const parts = said.replace(/’\w*$/, '').split('-');
  return parts.map(syllablesOfPart).reduce((sum, part) => sum + part, 0);
}

function syllablesOfPart(part: string): number {
  const groups = part.match(/[aeiouy]+/g)?.length ?? 0;
  const matching = (rules: readonly RegExp[]): number =>
    rules.filter((rule) => rule.test(part)).length;
  return Math.max(1, groups - matching(unsaidE) + matching(apart));
}

/** Spanish is said as it is written: each group of vowels is one, but for two strong ones or an accented weak one. */
export function syllablesInSpanish(word: string): number {
  const letters = word
    .toLowerCase()
    .replace(/qu|gu(?=[eiéí])/g, 'q')
    .replace(/y\b/g, 'i');
  const apart = letters.replace(/([aeoáéó])(?=[aeoáéóíú])|([íú])(?=[aeoáéó])/g, '$&-');
  return Math.max(1, apart.match(/[aeiouáéíóúü]+/g)?.length ?? 0);
}

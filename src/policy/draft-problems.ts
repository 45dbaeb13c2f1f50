/** What can be wrong with a draft, as the terminal says it. The console has words of its own for each. */
const sentences = {
  empty: 'must not be empty',
  'few-changes': 'must have 2 to 5 lines when everybody is asked again',
  'line-too-long': 'must have at most 300 characters',
  'many-changes': 'must have at most 5 lines',
  'no-changes': 'must say what changed',
  'not-a-choice': 'must be true or false',
  'not-a-day': 'must be a day such as "2027-02-01", or a moment with its offset',
  'not-a-list': 'must be a list of what changed',
  'not-one-line': 'must be one line',
  'not-text': 'must be text',
  'one-language': 'must be given in both languages or in neither',
  'other-count': 'must have as many lines as in English',
  'other-heading':
    'may have headings that begin with "## ", and no other line that begins with "#"',
  'text-empty': 'must not be empty; leave it out to use the built-in words',
  'text-too-long': 'must have at most 40,000 characters',
  'too-early': 'must not be more than a day ago',
  'too-soon': 'must be later than the version before begins',
  'unknown-field': 'has something unknown',
  'wrong-shape': 'is missing or of the wrong kind',
} as const;

export type DraftProblemCode = keyof typeof sentences;

/** One thing that is wrong with a draft. */
export interface DraftProblem {
  /** The field, as in the file: `startsAt`, `en.changes`. Empty for the whole of it. */
  field: string;
  code: DraftProblemCode;
  /** What is wrong with the field, for people who write files and programs. */
  says: string;
  /** A sentence for the terminal, with more of where it is. */
  sentence: string;
}

/**
 * A problem with its sentence.
 * @param path where it is in the file
 * @param about what it is about, where the code does not say it
 */
export function problemAt(
  path: readonly PropertyKey[],
  code: DraftProblemCode,
  about: readonly string[] = [],
): DraftProblem {
  const steps = path.map((step) => (typeof step === 'number' ? `${step + 1}` : String(step)));
  const more = about.length > 0 ? `: ${about.join(', ')}` : '';
  const field = path.filter((step) => typeof step === 'string').join('.');
  const says = sentences[code];
  return { field, code, says, sentence: `${steps.join('.') || 'The file'}: ${says}${more}.` };
}

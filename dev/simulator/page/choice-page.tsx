import type { AuthorizationRequest } from '../authorization-request.ts';
import type { Dialect } from '../dialect.ts';
import { isPossible, stageOf } from '../outcome.ts';
import type { Outcome, Stage } from '../outcome.ts';
import { OUTCOMES } from '../outcomes.ts';
import type { Person } from '../people.ts';
import type { Reply } from '../reply.ts';
import type { Language } from '../words.ts';
import { page } from './layout.tsx';
import { PAGE_WORDS, STAGE_WORDS } from './words.ts';

const STAGES: readonly Stage[] = ['normal', 'authorize', 'token', 'profile'];

interface Choice {
  readonly dialect: Dialect;
  readonly language: Language;
  readonly asked: AuthorizationRequest;
  /** The id under which the request waits for the decision. */
  readonly request: string;
  readonly url: URL;
  readonly people: readonly Person[];
}

/** Asks who comes back and what happens on the way; works without JavaScript. */
export function choicePage(choice: Choice): Reply {
  const { dialect, language, asked, url } = choice;
  const otherLanguage = new URL(url);
  otherLanguage.searchParams.set('hl', language === 'en' ? 'es' : 'en');
  const { origin } = new URL(asked.redirectUri);
  return page(
    { dialect, language, otherLanguage, formTarget: origin },
    <>
      <p>
        {PAGE_WORDS.goesBackTo[language]} <code>{origin}</code>
      </p>
      <form method="post" action="/decide">
        <input type="hidden" name="request" value={choice.request} />
        <PeopleChoice people={choice.people} language={language} />
        <OutcomeChoice dialect={dialect} language={language} />
        <button type="submit">{PAGE_WORDS.proceed[language]}</button>
      </form>
    </>,
  );
}

function PeopleChoice({ people, language }: { people: readonly Person[]; language: Language }) {
  return (
    <fieldset>
      <legend>{PAGE_WORDS.who[language]}</legend>
      {people.map((person, place) => (
        <div class="person" key={person.id}>
          <input
            type="radio"
            name="person"
            id={`person-${place}`}
            value={person.id}
            checked={place === 0}
          />
          <label for={`person-${place}`}>
            <bdi>{person.name ?? PAGE_WORDS.noName[language]}</bdi>
            {person.about && ` (${person.about[language]})`}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

function OutcomeChoice({ dialect, language }: { dialect: Dialect; language: Language }) {
  const possible = Object.entries<Outcome>(OUTCOMES).filter(([id, outcome]) =>
    isPossible(id, outcome, dialect),
  );
  return (
    <>
      <label class="question" for="outcome">
        {PAGE_WORDS.what[language]}
      </label>
      <select name="outcome" id="outcome">
        {STAGES.map((stage) => (
          <optgroup key={stage} label={STAGE_WORDS[stage][language]}>
            {possible
              .filter(([, outcome]) => stageOf(outcome) === stage)
              .map(([id, outcome]) => (
                <option key={id} value={id}>
                  {outcome[language]}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

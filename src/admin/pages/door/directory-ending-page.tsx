import type { VNode } from 'preact';
import type { Arrival } from '../../../staff/directory-door.ts';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';

type Ending = Arrival['kind'];

interface Sentences {
  title: PlainKey;
  says: PlainKey;
  button: PlainKey;
}

const isIn = {
  title: 'staff.directory.in.h1',
  says: 'staff.directory.in.p',
  button: 'staff.directory.in.btn',
} as const;

const sentences = {
  'signed-in': isIn,
  proved: isIn,
  cancelled: {
    title: 'staff.directory.cancelled.h1',
    says: 'staff.directory.cancelled.p',
    button: 'staff.directory.again',
  },
  mismatch: {
    title: 'staff.directory.mismatch.h1',
    says: 'staff.directory.mismatch.p',
    button: 'staff.directory.door',
  },
  unavailable: {
    title: 'staff.directory.unavailable.h1',
    says: 'staff.directory.unavailable.p',
    button: 'staff.directory.again',
  },
  refused: {
    title: 'staff.directory.refused.h1',
    says: 'staff.directory.refused.p',
    button: 'staff.directory.again',
  },
  'no-role': {
    title: 'staff.directory.no-role.h1',
    says: 'staff.directory.no-role.p',
    button: 'staff.directory.door',
  },
  removed: {
    title: 'staff.directory.removed.h1',
    says: 'staff.directory.removed.p',
    button: 'staff.directory.door',
  },
  'not-fresh': {
    title: 'staff.directory.not-fresh.h1',
    says: 'staff.directory.not-fresh.p',
    button: 'staff.directory.again',
  },
  'other-person': {
    title: 'staff.directory.other.h1',
    says: 'staff.directory.other.p',
    button: 'staff.directory.again',
  },
  'session-over': {
    title: 'staff.directory.over.h1',
    says: 'staff.directory.over.p',
    button: 'staff.directory.door',
  },
} as const satisfies Record<Ending, Sentences>;

export interface DirectoryEndingPageProps {
  frame: PageFrame;
  ending: Ending;
  /** Where the one button leads, without a language. */
  path: string;
}

/** What came of a trip to the city's identity provider, and one way on that needs nothing from before. */
export function DirectoryEndingPage({ frame, ending, path }: DirectoryEndingPageProps): VNode {
  const say = sayIn(frame.language);
  const { title, says, button } = sentences[ending];
  const isError = sentences[ending] !== isIn && ending !== 'cancelled';
  return (
    <Layout frame={frame} title={say(title)} isError={isError}>
      <p class="cl-lead">{say(says)}</p>
      <Actions>
        <ButtonLink href={pathIn(frame.language, path)}>{say(button)}</ButtonLink>
      </Actions>
    </Layout>
  );
}

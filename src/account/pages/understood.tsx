import type { VNode } from 'preact';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import type { Say } from '../../words/words.ts';

/** The box of both ways to delete a record. It sends `understood` (yes). */
export function Understood({ say, isMissed }: { say: Say; isMissed: boolean }): VNode {
  return (
    <Checkbox
      name="understood"
      label={say('delete.check')}
      problem={isMissed ? say('delete.check.error') : undefined}
    />
  );
}

/** What to mend when the form came back without it. */
export function NotUnderstood({ say }: { say: Say }): VNode {
  const problems = [{ field: 'understood', message: say('delete.check.error') }];
  return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
}

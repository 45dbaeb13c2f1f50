import type { VNode } from 'preact';
import { Actions, Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';

interface HeldNoticeProps {
  frame: PageFrame;
  deletedBy: Date;
}

/** That the record is going to be deleted, and the way to stop it. */
export function HeldNotice({ frame, deletedBy }: HeldNoticeProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const date = formatDate(language, deletedBy, site.timeZone);
  return (
    <section class="usa-alert usa-alert--warning" aria-labelledby="deletion">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading" id="deletion">
          {say('later.held.h2', { date })}
        </h2>
        <p class="usa-alert__text">{say('later.held.p')}</p>
        <Form frame={frame} action="/account/delete/later/cancel">
          <Actions>
            <Button look="outline">{say('later.held.btn')}</Button>
          </Actions>
        </Form>
      </div>
    </section>
  );
}

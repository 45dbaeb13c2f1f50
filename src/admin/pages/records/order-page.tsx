import type { ComponentChildren, VNode } from 'preact';
import type { BlockPeriod } from '../../../ledger/event-catalogue.ts';
import { blockPeriods } from '../../../links/link-blocks.ts';
import type { StaffReason } from '../../../links/reasons.ts';
import { staffReasons } from '../../../links/reasons.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Checkbox, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Select } from '../../../ui/select.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { InEachLanguage, Say } from '../../../words/words.ts';
import { blockWords, reasonOptions } from './order-words.ts';
import { Reads } from './reads.tsx';

/** What staff filled in, as it came. */
export interface OrderSent {
  reason?: StaffReason;
  ticket: string;
  /** How long the account may not come back. */
  blockFor?: BlockPeriod;
  isUnderstood: boolean;
}

export interface OrderPageProps {
  frame: PageFrame;
  record: string;
  title: string;
  /** Where the form goes, which is the page's own path. */
  action: string;
  button: string;
  /** Which questions the form asks. `check` is the sentence to agree to. */
  asks: { reason?: boolean; ticket?: boolean; block?: boolean; check?: string };
  sent: OrderSent;
  problems: readonly Problem[];
  /** What the resident will read, once everything is filled in. Then the next click does it. */
  reads?: InEachLanguage;
  /** What happens. */
  children: ComponentChildren;
}

/**
 * Something that staff are about to do to a record: what happens, why, and in both languages what the resident will
 * read. The first click shows that, the second does it. The form sends `reason`, `ticket`, `understood` and `step`.
 */
export function OrderPage(props: OrderPageProps): VNode {
  const { frame, record, title, problems, action, button, reads, children } = props;
  const { language } = frame;
  const say = sayIn(language);
  const isError = problems.length > 0;
  const notice = isError && (
    <ErrorSummary title={say('common.error.summary')} problems={problems} />
  );
  return (
    <Layout frame={frame} title={title} isError={isError} notice={notice}>
      {children}
      <Form frame={frame} action={action} hidden={hiddenOf(props)}>
        {reads === undefined ? (
          <Questions say={say} {...props} />
        ) : (
          <Reads say={say} reads={reads} />
        )}
        <Actions>
          <Button look={reads === undefined ? 'primary' : 'danger'}>
            {reads === undefined ? say('order.preview') : button}
          </Button>
          <ButtonLink look="plain" href={pathIn(language, `/staff/records/${record}`)}>
            {say('order.keep')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function hiddenOf({ reads, sent }: OrderPageProps): Record<string, string | undefined> {
  if (reads === undefined) return { step: 'check' };
  const { reason, ticket, blockFor, isUnderstood } = sent;
  return {
    step: 'do',
    reason,
    ticket,
    block: blockFor,
    understood: isUnderstood ? 'yes' : undefined,
  };
}

function Questions({ say, asks, sent, problems }: OrderPageProps & { say: Say }): VNode {
  const problemOf = (field: string) => problems.find((one) => one.field === field)?.message;
  return (
    <>
      {asks.reason && (
        <Select
          name="reason"
          label={say('order.reason')}
          empty={say('order.reason.choose')}
          options={staffReasons.map((value) => ({ value, label: say(reasonOptions[value]) }))}
          chosen={sent.reason}
          problem={problemOf('reason')}
        />
      )}
      {asks.ticket && (
        <TextField
          name="ticket"
          label={say('order.ticket')}
          hint={say('order.ticket.hint')}
          value={sent.ticket}
          problem={problemOf('ticket')}
        />
      )}
      {asks.block && <Block say={say} chosen={sent.blockFor} />}
      {asks.check !== undefined && (
        <Checkbox
          name="understood"
          label={asks.check}
          isChecked={sent.isUnderstood}
          problem={problemOf('understood')}
        />
      )}
    </>
  );
}

function Block({ say, chosen }: { say: Say; chosen?: BlockPeriod }): VNode {
  return (
    <Select
      name="block"
      label={say('order.block')}
      empty={say('order.block.no')}
      options={blockPeriods.map((value) => ({ value, label: say(blockWords[value]) }))}
      chosen={chosen}
    />
  );
}

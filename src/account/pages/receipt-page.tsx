import type { VNode } from 'preact';
import { Actions, ButtonLink, ExternalLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import { SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { nameIn, pathIn, sayIn } from '../../words/words.ts';
import type { Name } from '../../words/words.ts';

export interface ReceiptPageProps {
  frame: PageFrame;
  receipt: {
    linkId: string;
    provider: { label: Name; privacyUrl: string };
    isNameKept: boolean;
    linkedAt: Date;
    policyVersion: string;
    policyUrl: string;
  };
}

/** What is kept of a link, what for and until when, with the signed file that says the same. */
export function ReceiptPage({ frame, receipt }: ReceiptPageProps): VNode {
  const { language, site } = frame;
  const { linkId, provider, isNameKept, linkedAt, policyVersion, policyUrl } = receipt;
  const say = sayIn(language);
  const policy = (
    <a class="usa-link" href={policyUrl}>
      {say('receipt.version', { version: policyVersion })}
    </a>
  );
  return (
    <Layout frame={frame} title={say('receipt.h1', { provider: provider.label })}>
      <p class="cl-lead">{say('receipt.lead')}</p>
      <SummaryList
        rows={[
          { term: say('receipt.account'), value: nameIn(frame.language, provider.label) },
          { term: say('links.linked'), value: formatDate(language, linkedAt, site.timeZone) },
          { term: say('receipt.kept'), value: say('receipt.kept.always') },
          { term: say('links.name'), value: say(isNameKept ? 'receipt.name' : 'links.noname') },
          { term: say('receipt.for'), value: say('receipt.why') },
          { term: say('receipt.long'), value: say('receipt.until') },
          { term: say('receipt.policy'), value: policy },
        ]}
      />
      <p>
        <ExternalLink href={provider.privacyUrl}>
          {say('privacy.rules.link', { provider: provider.label })}
        </ExternalLink>
      </p>
      <p>{say('receipt.signed')}</p>
      <Actions>
        <ButtonLink href={pathIn(language, `/account/links/${linkId}/receipt.jwt`)}>
          {say('receipt.btn')}
        </ButtonLink>
        <ButtonLink look="plain" href={pathIn(language, '/account')}>
          {say('unlinked.btn')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

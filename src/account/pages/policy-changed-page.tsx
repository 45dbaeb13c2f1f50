import type { VNode } from 'preact';
import type { PolicyVersion } from '../../policy/policy-version.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { Changes } from './policy-versions.tsx';
import { Rest } from './policy-rest.tsx';
import type { RestProps } from './policy-rest.tsx';

export interface PolicyChangedPageProps extends RestProps {
  frame: PageFrame;
  /** The version that holds now, which a yes is for. */
  policy: PolicyVersion;
  /** The version the resident agreed to last. */
  old: number;
  /** What has changed since, oldest first; the last is the version that holds. */
  news: readonly Pick<PolicyVersion, 'version' | 'since' | 'changes'>[];
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
}

/** What changed in the policy. Nothing new is collected before a yes, and a no is as easy. */
export function PolicyChangedPage(props: PolicyChangedPageProps): VNode {
  const { frame, policy, old, request } = props;
  const { language, site } = frame;
  const say = sayIn(language);
  const date = formatDate(language, policy.since, site.timeZone);
  return (
    <Layout frame={frame} title={say('policy.h1')}>
      <p class="cl-lead">{say('policy.lead', { date })}</p>
      <News {...props} />
      <p>
        <a class="usa-link" href={pathIn(language, '/privacy')}>
          {say('policy.full')}
        </a>
      </p>
      <p>
        <a class="usa-link" href={pathIn(language, `/privacy/${old}`)}>
          {say('policy.old')}
        </a>
      </p>
      <Rest {...props} />
      <Form
        frame={frame}
        action="/policy/changed"
        hidden={{ r: request, policy: String(policy.version) }}
      >
        <div class="cl-equal">
          <Button look="outline" name="decision" value="yes">
            {say('policy.btn.yes')}
          </Button>
          <Button look="outline" name="decision" value="no">
            {say('policy.btn.no')}
          </Button>
        </div>
      </Form>
    </Layout>
  );
}

/** Whoever comes back after more than one change sees each with its date. */
function News({ frame: { language, site }, news }: PolicyChangedPageProps): VNode {
  const [only] = news;
  if (only && news.length === 1) return <Changes changes={only.changes[language]} />;
  return (
    <>
      {news.map(({ version, since, changes }) => {
        const date = formatDate(language, since, site.timeZone);
        return (
          <>
            <h2>{sayIn(language)('policy.version', { version, date })}</h2>
            <Changes changes={changes[language]} />
          </>
        );
      })}
    </>
  );
}

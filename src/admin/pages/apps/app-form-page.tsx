import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { AppForm } from '../../apps/app-form.ts';
import { AddressFields, ProofFields, SpecialFields, WhoFields } from './app-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';

export interface AppFormPageProps {
  frame: PageFrame;
  form: AppForm;
  /** The name of the app that is changed; null for a new one. */
  name: string | null;
  problems?: readonly Problem[];
}

/** What every part of the form needs. */
export interface FieldsProps {
  frame: PageFrame;
  form: AppForm;
  isNew: boolean;
  problemOf: (field: string) => string | undefined;
}

/** The registration of an app, new or to be changed. The form sends the fields of `AppForm`, scopes as `scope`. */
export function AppFormPage({ frame, form, name, problems = [] }: AppFormPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const isNew = name === null;
  const at = isNew ? '/staff/apps' : `/staff/apps/${form.id}`;
  const problemOf = (field: string) => problems.find((one) => one.field === field)?.message;
  const fields = { frame, form, isNew, problemOf };
  return (
    <Layout
      frame={frame}
      title={isNew ? say('staff.appform.new.h1') : say('staff.appform.edit.h1', { name })}
      isError={problems.length > 0}
      notice={
        problems.length > 0 && (
          <ErrorSummary title={say('common.error.summary')} problems={problems} />
        )
      }
    >
      <Form frame={frame} action={isNew ? `${at}/new` : `${at}/edit`}>
        <WhoFields {...fields} />
        <ProofFields {...fields} />
        <AddressFields {...fields} />
        <ScopeFields {...fields} />
        <SpecialFields {...fields} />
        <Actions>
          <Button>{say(isNew ? 'staff.appform.new.btn' : 'staff.appform.edit.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, at)}>
            {say(isNew ? 'staff.apps.back' : 'staff.app.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

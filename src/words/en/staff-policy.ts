/** Versions of the privacy policy and the draft of the next one, in the console. */
export const staffPolicy = {
  'staff.nav.policy': 'Privacy policy',

  'staff.policy.h1': 'Versions of the privacy policy',
  'staff.policy.lead': 'Every version that was published. None of them can be changed.',
  'staff.policy.table': 'Versions',
  'staff.policy.th.version': 'Version',
  'staff.policy.th.starts': 'Starts',
  'staff.policy.th.asks': 'Asks everyone again',
  'staff.policy.th.agreed': 'Residents who agreed',
  'staff.policy.th.state': 'State',
  'staff.policy.yes': 'Yes',
  'staff.policy.no': 'No',
  'staff.policy.state.coming': 'Not started yet',
  'staff.policy.state.current': 'In force',
  'staff.policy.state.old': 'Old',
  'staff.policy.name': 'Version {version}',

  'staff.policy.draft.h2': 'The next version',
  'staff.policy.draft.none': 'There is no draft.',
  'staff.policy.draft.is': 'There is a draft. It was saved on {time}.',
  'staff.policy.draft.begin': 'Write a draft',
  'staff.policy.draft.edit': 'Change the draft',
  'staff.policy.draft.see': 'See the draft as residents would',

  'staff.policy.version.h1': 'Policy version {version}',
  'staff.policy.version.built': 'This version uses the words that came with the service.',
  'staff.policy.version.page': 'See the page that residents read',
  'staff.policy.version.text.h2': 'The text',
  'staff.policy.back': 'Go back to all versions',

  'staff.policy.edit.h1': 'Draft of policy version {version}',
  'staff.policy.edit.lead':
    'Nobody but staff can see a draft. You can save it before it is finished.',
  'staff.policy.edit.starts': 'First day',
  'staff.policy.edit.starts.hint':
    'Year, month and day, such as 2027-02-01. It starts at midnight.',
  'staff.policy.edit.asks': 'Ask every resident to agree again',
  'staff.policy.edit.asks.hint':
    'Check this if we will keep more, keep it longer, or show it to more people.',
  'staff.policy.edit.changes.en': 'What changed, in English',
  'staff.policy.edit.changes.es': 'What changed, in Spanish',
  'staff.policy.edit.changes.hint':
    'One short line for each change. The same number of lines in both languages.',
  'staff.policy.edit.text.en': 'The whole policy, in English',
  'staff.policy.edit.text.es': 'The whole policy, in Spanish',
  'staff.policy.edit.text.hint':
    'Start a heading with ## and a line of a list with a dash. Leave it empty to keep our words.',
  'staff.policy.edit.btn': 'Save the draft',
  'staff.policy.edit.saved': 'The draft is saved. Nothing is published.',
  'staff.policy.edit.changed':
    'Somebody else changed the draft in the meantime. Copy your text, then open the page again.',
  'staff.policy.edit.lacks.h2': 'What is missing before you can publish it',
  'staff.policy.edit.problem': '{field}: {problem}',
  'staff.policy.edit.long': 'this is too long to save',

  'staff.policy.preview.h1': 'How residents will see version {version}',
  'staff.policy.preview.p': 'This is a draft. Use the link at the top for the other language.',
  'staff.policy.preview.ask.h2': 'When residents are asked',
  'staff.policy.preview.none':
    'Nobody will be asked again. The privacy page will say what changed.',
  'staff.policy.preview.page.h2': 'On the privacy page',
  'staff.policy.preview.built': 'The words that came with the service stay.',
  'staff.policy.preview.edit': 'Go on writing',
  'staff.policy.preview.publish': 'Go on to publish',
  'staff.policy.preview.discard': 'Throw the draft away',

  'staff.policy.publish.h1': 'Publish policy version {version}',
  'staff.policy.publish.lead': 'After this, nobody can change or remove the version.',
  'staff.policy.publish.starts': 'It starts on {date}. Until then the privacy page announces it.',
  'staff.policy.publish.asks':
    'Then every resident is asked to agree. Anyone who has not agreed by {date} is paused. Nothing is deleted.',
  'staff.policy.publish.quiet': 'Nobody is asked again.',
  'staff.policy.publish.number': 'Number of the version',
  'staff.policy.publish.number.hint': 'Type {version} to show that you mean it.',
  'staff.policy.publish.number.wrong': 'Type the number of this version: {version}',
  'staff.policy.publish.changed':
    'Something changed in the meantime. We did not publish anything. Read the draft again.',
  'staff.policy.publish.btn': 'Publish this version',
  'staff.policy.published': 'Version {version} is published.',

  'staff.policy.discard.h1': 'Throw away the draft',
  'staff.policy.discard.p': 'The text of the draft is lost. Published versions stay.',
  'staff.policy.discard.btn': 'Throw it away',
  'staff.policy.discard.no': 'Keep the draft',
  'staff.policy.discarded': 'The draft is gone.',

  'staff.policy.bad.empty': 'a line is empty',
  'staff.policy.bad.few-changes': 'write 2 to 5 lines if everyone is asked again',
  'staff.policy.bad.line-too-long': 'a line has more than 300 characters',
  'staff.policy.bad.many-changes': 'write at most 5 lines',
  'staff.policy.bad.no-changes': 'say what changed',
  'staff.policy.bad.not-a-day': 'write a day, such as 2027-02-01',
  'staff.policy.bad.one-language': 'write the text in both languages, or in none',
  'staff.policy.bad.other-count': 'write as many lines as in English',
  'staff.policy.bad.other-heading': 'a heading must start with ## and a space',
  'staff.policy.bad.text-too-long': 'the text has more than 40,000 characters',
  'staff.policy.bad.too-early': 'the day is past',
  'staff.policy.bad.too-soon': 'the day must be after the start of the last version',
  'staff.policy.bad.other': 'something is wrong here',
} as const;

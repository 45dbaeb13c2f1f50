export const names = {
  'links.btn.choose': 'Choose what we save from {provider} for {name}',
  'links.btn.choose.noname': 'Choose what we save from {provider} for user ID {id}',

  'name.h1': 'What we save from {provider}',
  'name.with-id': 'We save the name and the user ID of this {provider} account.',
  'name.only-id': 'We save only the user ID of this {provider} account.',
  'name.drop.h2': 'Save only the user ID',
  'name.drop.p':
    'We delete the name at once. City services can no longer see it here. You can still sign in.',
  'name.drop.btn': 'Delete the name',
  'name.ask.h2': 'Get the name again',
  'name.ask.h2.none': 'Save the name too',
  'name.ask.p':
    'Go to {provider} once more. We show you the name it sends. We save it only if you say yes.',
  'name.ask.btn': 'Go to {provider}',
  'name.btn.back': 'See your linked accounts',
  'name.done.saved': 'We saved the name.',
  'name.done.dropped': 'We deleted the name.',
  'name.done.same': '{provider} sent the same name. There is nothing to change.',
  'name.done.none': '{provider} did not send a name. We did not change anything.',

  'name.new.h1': 'Save this name?',
  'name.new.theirs': 'Name at {provider}',
  'name.new.ours': 'Name we have',
  'name.new.btn.yes': 'Yes, save this name',
  'name.new.btn.no': 'No, change nothing',

  'name.notice': '{provider} now says your name is “{name}”. We still have “{saved}”.',
  'name.notice.link': 'Choose which name we save from {provider}',

  'shared.check': 'This is a shared computer',
  'shared.hint':
    'Check this box if other people use it too. We then sign you out after {time} without use, or when you close the browser.',
  'shared.provider': 'When you are done, sign out of {provider} too.',
} as const;

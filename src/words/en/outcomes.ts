export const outcomes = {
  'err.denied.h1': 'You did not link an account',
  'err.denied.p':
    'You said no on {provider}’s page, or the page was closed. We did not save anything.',
  'err.denied.btn': 'Try again',
  'err.down.h1': 'We cannot reach {provider} right now',
  'err.down.p':
    'This is not your fault. We did not save anything. Please try again in a few minutes.',
  'err.down.btn': 'Use a different account',
  'err.off.h1': '{provider} is not working right now',
  'err.off.p':
    'This is not your fault. We did not save anything. Please use a different account, or try again later.',
  'err.suspended.h1': 'You cannot use this {provider} account right now',
  'err.suspended.p':
    '{provider} told us that this account is not safe or does not work now. So no one can sign in here with it. Your link and your record are still here.',
  'err.suspended.next':
    'Please fix your account at {provider} first. Once {provider} tells us that it works, you can sign in again. You can also call us and give us the help code.',
  'err.provider.h1': '{provider} could not sign you in',
  'err.provider.p': 'Something went wrong at {provider}. We did not save anything.',
  'err.provider.btn': 'Try again',
  'err.expired.h1': 'This took too long',
  'err.expired.p': 'To keep you safe, this step ends after {time}. We did not save anything.',
  'err.expired.btn': 'Start again',
  'err.mismatch.h1': 'Please start again',
  'err.mismatch.p':
    'We could not match this page to your visit. We did not save anything. This can happen if you:',
  'err.mismatch.1': 'used the Back button',
  'err.mismatch.2': 'opened the page in a new browser',
  'err.mismatch.3': 'turned off cookies',
  'err.mismatch.btn': 'Start again',
  'err.already.h1': 'You already linked this account',
  'err.already.p': 'This {provider} account is on your list. There is nothing more to do.',
  'err.already.btn': 'See your linked accounts',
  'err.removed.h1': 'A city worker removed this link',
  'err.removed.p':
    'We removed your {provider} link on {date}. The reason: {reason}. We deleted the name and user ID.',
  'err.removed.next': 'You can link it again now.',
  'err.removed.blocked': 'You cannot link it again yet.',
  'err.removed.wrong': 'If you think this is wrong, call us and give us the help code.',
  'err.removed.btn': 'Link it again',

  'err.conflict.h1': 'This {provider} account is already in use',
  'err.conflict.p':
    'It is linked to a different {service} record. We cannot link it to two records. We did not change anything. We cannot tell you whose record it is.',
  'err.conflict.mine.h2': 'If both records are yours',
  'err.conflict.mine.p':
    'Sign out here. Then sign in with this {provider} account and remove the link there. Then come back and link it here.',
  'err.conflict.mine.btn': 'Sign out and use this {provider} account',
  'err.conflict.other.h2': 'If you have more than one {provider} account',
  'err.conflict.other.btn': 'Try a different {provider} account',
  'err.conflict.wrong.h2': 'If you did not do this',
  'err.conflict.wrong.p': 'Call us and give us the help code.',
} as const;

export const proof = {
  'prove.h1': 'Show us that it is you',
  'prove.why.link':
    'You want to link another account. Every linked account can open your record. So we check first that it is still you.',
  'prove.why.export':
    'You want to see all the data we keep about you. So we check first that it is still you.',
  'prove.why.erase':
    'You want to delete your record. We cannot bring it back. So we check first that it is still you.',
  'prove.how':
    'Sign in again with an account that you linked. After that, you have {time} to go on.',
  'prove.none': 'None of your accounts is working here right now. Please try again later.',
  'prove.later.h2': 'If you cannot sign in again',
  'prove.later.p':
    'You can still ask us to delete your record. We then wait some days, in case it was not you.',
  'prove.later.link': 'Delete my record without this check',
  'prove.btn.cancel': 'No, go back',
  'prove.ended.cancelled':
    'You said no on {provider}’s page, or the page was closed. Nothing has changed.',
  'prove.ended.provider-unavailable':
    'We cannot reach {provider} right now. Nothing has changed. Please try again in a few minutes.',
  'prove.ended.provider-error': 'Something went wrong at {provider}. Nothing has changed.',
  'prove.ended.other-account':
    'That is not one of your linked accounts. Nothing has changed. Please use one that you linked at {provider}.',
  'prove.ended.not-fresh':
    '{provider} did not tell us that it asked you to sign in again. So we do not know that it is you. Nothing has changed.',
  'prove.ended.switched-off':
    '{provider} is not working here right now. Nothing has changed. Please try again later.',
} as const;

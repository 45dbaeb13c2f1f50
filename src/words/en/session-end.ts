export const sessionEnd = {
  'session.warn.h': 'Do you need more time?',
  'session.warn.p': 'We will sign you out in {time} to keep your record safe.',
  'session.warn.last': 'This sign-in cannot go on any longer. Finish what you are doing.',
  'session.warn.stay': 'Stay signed in',
  'session.warn.out': 'Sign out now',
  'session.warn.stayed': 'You are still signed in.',

  'session.ended.h1': 'We signed you out',
  'session.ended.idle': 'You were away for {time}. We do this to keep your record safe.',
  'session.ended.longest': 'You were signed in for {time}. We do this to keep your record safe.',
  'session.ended.ended':
    'This sign-in was ended. This happens when the account you used is removed, or when you sign out on another device.',
  'session.ended.unknown':
    'We do this after {idle} without use, and after {longest} at most. It keeps your record safe.',
  'session.ended.saved': 'What you finished is saved.',
  'session.ended.lost': 'We did not do the last step. Please do the last step again.',
} as const;

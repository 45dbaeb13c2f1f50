/** Signing in with the city's own identity provider. */
export const staffDirectory = {
  'staff.directory.h2': 'Do you have a city account?',
  'staff.directory.btn': 'Sign in with {label}',
  'staff.directory.down':
    'We cannot reach the city’s sign-in right now. Try again in a few minutes.',
  'staff.directory.prove.h1': 'Sign in again',
  'staff.directory.prove.btn': 'Sign in again with {label}',
  'staff.directory.passkeys': 'You sign in with {label}. You do not need a passkey here.',
  'staff.directory.people': 'City account',
  'staff.directory.person':
    '{name} signs in with a city account. The city’s sign-in says which role they have. Change it there.',
  'staff.directory.removal': 'Their city account can never sign in here again.',

  'staff.directory.in.h1': 'You are signed in',
  'staff.directory.in.p': 'The next page opens by itself. If it does not, press the button.',
  'staff.directory.in.btn': 'Go on',
  'staff.directory.cancelled.h1': 'You did not sign in',
  'staff.directory.cancelled.p': 'You stopped at the city’s sign-in. Nothing has changed.',
  'staff.directory.mismatch.h1': 'This sign-in is over',
  'staff.directory.mismatch.p':
    'It took too long, was used before, or began in another browser. Please start again.',
  'staff.directory.unavailable.h1': 'We cannot reach the city’s sign-in',
  'staff.directory.unavailable.p':
    'Try again in a few minutes. If you have a passkey, go back and use it now.',
  'staff.directory.refused.h1': 'The city’s sign-in did not work',
  'staff.directory.refused.p':
    'Its answer was not right, so we did not use it. If this happens again, tell an operator.',
  'staff.directory.no-role.h1': 'You have no role here',
  'staff.directory.no-role.p':
    'The city knows you, but gave you no role in this service. Ask the person you report to.',
  'staff.directory.removed.h1': 'You cannot sign in here',
  'staff.directory.removed.p': 'An operator removed you. If that is a mistake, tell an operator.',
  'staff.directory.not-fresh.h1': 'We could not check that it is you',
  'staff.directory.not-fresh.p':
    'The city’s sign-in did not ask you again. Please try once more. If it still fails, tell an operator.',
  'staff.directory.other.h1': 'That was another account',
  'staff.directory.other.p': 'Use the same city account that you signed in with.',
  'staff.directory.over.h1': 'You were signed out',
  'staff.directory.over.p': 'Your role may have changed. Please sign in again.',
  'staff.directory.again': 'Try again',
  'staff.directory.door': 'Go to staff sign-in',

  'attention.directory.operator':
    'The city’s sign-in took away the role of the only operator. They keep it until they sign in and there is another one.',
} as const;

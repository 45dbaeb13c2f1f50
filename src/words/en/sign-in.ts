export const signIn = {
  'start.h1': 'Use an account you already have',
  'start.from.app': '{app} sent you here. When you finish, we will take you back.',
  'start.lead':
    'You can use your {providers} account with {city} services. You do not need a new password.',
  'start.how.h2': 'How it works',
  'start.how.1': 'Pick an account.',
  'start.how.2': 'Sign in on that company’s website.',
  'start.how.3': 'Check what we will save. Then say yes or no.',
  'start.time': 'This takes about 2 minutes.',
  'start.pick.h2': 'Pick an account',
  'start.btn': 'Continue with {provider}',
  'start.unavailable': '{provider} is not working right now.',
  'start.optional':
    'You do not have to do this. You can also get city services by phone or in person.',

  'consent.h1': 'Before you go to {provider}',
  'consent.lead': 'Please read this first. It tells you what we keep and what we do not keep.',
  'consent.add': 'We will add this {provider} account to your record.',
  'consent.keep.h2': 'What we keep',
  'consent.keep.1': 'The name shown on your {provider} account',
  'consent.keep.2': 'Your {provider} user ID. It is a code that {provider} gave your account.',
  'consent.keep.3': 'The dates you linked and last used it',
  'consent.not.h2': 'What we do not keep',
  'consent.not.1':
    'Your {provider} password. You type it only on {provider}’s website. We never see it.',
  'consent.not.2': 'Your email, photo, friends, or posts',
  'consent.not.3': 'Facts about your health, faith, politics, or whom you love',
  'consent.long.h2': 'How long we keep it',
  'consent.long.p':
    'We keep it until you remove it. If you do not sign in for {months}, we delete it.',
  'consent.who.h2': 'Who can see it',
  'consent.who.1': 'City services that you say yes to',
  'consent.who.2': 'A few city workers, only to help you or fix a problem',
  'consent.who.3': 'No one else. We share counts, but never names.',
  'consent.rules.h2': '{provider} has its own rules',
  'consent.rules.p':
    'When you use {provider}, you agree to its rules too. {provider} may show you its own list. If it sends us more than the list above, we throw it away.',
  'consent.rules.link': 'Read {provider}’s privacy policy',
  'consent.policy': 'This is policy version {version}, from {date}.',
  'consent.policy.link': 'Read our full privacy policy',
  'consent.btn.agree': 'Agree and go to {provider}',
  'consent.btn.cancel': 'No, go back',

  'new.h1': 'This account is new to us',
  'new.lead': 'Have you used {service} before, with a different account?',
  'new.btn.yes': 'Yes. Sign in with my other account first',
  'new.btn.no': 'No. This is my first time',
  'new.why':
    'If you have used it before, sign in that way first. Then you can link this account too. That keeps everything in one place.',

  'review.h1': 'Is this you?',
  'review.lead': '{provider} sent us this. We have not saved it yet.',
  'review.dt.account': 'Account',
  'review.dt.name': 'Name',
  'review.dt.id': 'User ID',
  'review.noname': '{provider} did not send a name',
  'review.name.legend': 'Do you want us to save your name?',
  'review.name.yes': 'Yes, save my name and user ID',
  'review.name.no': 'No, save only my user ID',
  'review.name.error': 'Choose if you want us to save your name',
  'review.btn.save': 'Save and link',
  'review.btn.other': 'This is not my account',
  'review.other.hint':
    'To use a different {provider} account, sign out on {provider}’s website first.',
  'review.btn.cancel': 'Cancel. Do not save anything',

  'success.h1': 'Your {provider} account is linked',
  'success.p1': 'Next time, choose “Continue with {provider}” to sign in.',
  'success.btn.back': 'Go back to {app}',
  'success.btn.list': 'See your linked accounts',
  'success.second': 'Tip: link a second account. If you lose one, you can still get in.',
  'success.record': 'You linked it on {date}.',

  'session.out.h1': 'You are signed out',
  'session.out.p':
    'You may still be signed in to {provider}. If other people use this computer, sign out of {provider} too.',
  'session.out.btn': 'Sign in again',
} as const;

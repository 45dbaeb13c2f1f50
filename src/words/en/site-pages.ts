export const sitePages = {
  'cookies.h1': 'Cookies',
  'cookies.what': 'A cookie is a small file that a website saves on your phone or computer.',
  'cookies.only':
    'We only use cookies that this site needs to work. We do not use cookies to track you or to show ads.',
  'cookies.kinds':
    'Some cookies go away when you sign out or close your browser. Some stay longer. We do not use any that stay longer.',
  'cookies.ask':
    'So we do not ask you to accept cookies. You can block them, but then you cannot sign in.',
  'cookies.table': 'Cookies we use',
  'cookies.th.name': 'Name',
  'cookies.th.why': 'What it does',
  'cookies.th.ends': 'When it ends',
  'cookies.session.why': 'Keeps you signed in.',
  'cookies.session.ends':
    'After {idle} without use ({shared} on a shared computer), after {longest}, or when you close your browser.',
  'cookies.flow.why':
    'Checks that you are the same person who left for the other website and came back.',
  'cookies.flow.ends': 'After {time}, or when you close your browser.',
  'cookies.third': 'The websites you sign in with set their own cookies. We do not control those.',

  'privacy.h1': 'Privacy policy',
  'privacy.version': 'This is version {version}. It started on {date}.',
  'privacy.lead':
    'You can use city services without this site. We keep what you choose to give us, and notes that keep this site safe.',
  'privacy.kept.h2': 'What we keep, and for how long',
  'privacy.never.h2': 'What we never keep',
  'privacy.never.1': 'Your password for any account. We never see it.',
  'privacy.never.4': 'What you do on other websites',
  'privacy.who.1': 'City services that you say yes to. Each one gets its own ID number for you.',
  'privacy.who.3': 'No one else. We do not sell it. We share counts, but never names.',
  'privacy.choices.h2': 'What you can do',
  'privacy.choices.1': 'See what we keep, on your linked accounts page',
  'privacy.choices.2': 'Remove a link at any time',
  'privacy.choices.3': 'Delete your whole record at any time',
  'privacy.safe.h2': 'How we keep it safe',
  'privacy.safe.p':
    'We lock names and user IDs with a code before we save them. We write down each change.',
  'privacy.rules.h2': 'Other websites have their own rules',
  'privacy.rules.p': 'When you sign in there, their rules apply too.',
  'privacy.rules.link': '{provider}’s privacy policy',
  'privacy.contact.h2': 'Questions',
  'privacy.contact.p': 'Ask {department}. Call {phone}, or write to {email}.',

  'access.h1': 'Accessibility',
  'access.lead': 'We want everyone to be able to use this site.',
  'access.do.h2': 'What we do',
  'access.do.1': 'We follow the WCAG 2.2 rules, level AA.',
  'access.do.2': 'You can use every page with only a keyboard.',
  'access.do.3': 'Every page works with a screen reader and with large text.',
  'access.do.4': 'Every page works on a small phone, and with scripts turned off.',
  'access.do.5': 'Every page is in English and in Spanish.',
  'access.help.h2': 'If something does not work for you',
  'access.help.p':
    'Call {phone}, or write to {email}. Tell us the page and what went wrong. We can also help you by phone or in person.',
} as const;

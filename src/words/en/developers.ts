export const developers = {
  'developers.h1': 'For people who build city services',
  'developers.lead': 'Residents can use this site to sign in to your service.',
  'developers.first':
    'Give your software the first address in this list. It finds the others by itself.',
  'developers.keys': 'The last address has the keys that prove what comes from us.',
  'developers.places.table': 'Addresses',
  'developers.th.name': 'Name',
  'developers.th.address': 'Address',
  'developers.rules.h2': 'What we ask of you',
  'developers.rules.1': 'Ask only for what your service needs.',
  'developers.rules.2': 'Do not match residents with what other services know.',
  'developers.rules.3': 'When a resident stops sharing, stop using what you got.',
  'developers.rules.4': 'Keep a way to get your service by phone or in person.',
  'developers.problems.table': 'When something goes wrong',
  'developers.th.code': 'Code',
  'developers.th.means': 'What it means',
  'developers.th.do': 'What to do',
} as const;

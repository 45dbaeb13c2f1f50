export const account = {
  'links.h1': 'Your linked accounts',
  'links.lead': 'You can use these accounts to sign in to {city} services.',
  'links.linked': 'Linked on',
  'links.used': 'Last used on',
  'links.name': 'Name',
  'links.id': 'User ID',
  'links.noname': 'Name not saved',
  'links.current': 'You signed in with this account',
  'links.suspended':
    '{provider} told us that this account is not safe or does not work now. You cannot sign in with it until {provider} says that it works again.',
  'links.btn.remove': 'Remove {provider} link for {name}',
  'links.btn.remove.noname': 'Remove {provider} link with user ID {id}',
  'links.add.h2': 'Link another account',
  'links.lead.some': 'These accounts are linked to your record.',
  'links.one':
    'You have only one linked account. If you lose it, you cannot get in. Link one more to be safe.',
  'links.one.works':
    'Only one of your linked accounts works now. If you lose it, you cannot get in. Link one more to be safe.',
  'links.delete.h2': 'Delete everything',
  'links.delete.p': 'You can delete your record at any time. You do not need to tell us why.',
  'links.delete.sooner.p': 'You do not have to wait. You can delete your record now.',
  'links.delete.sooner.btn': 'Delete my record now',
  'links.delete.btn': 'Delete my record',

  'unlink.h1': 'Remove your {provider} link?',
  'unlink.lead': 'If you remove it:',
  'unlink.1': 'You can no longer sign in here with this {provider} account.',
  'unlink.2': 'We delete the name and user ID that we saved.',
  'unlink.3': 'City services that you used with it will ask you to sign in again.',
  'unlink.4': 'Your {provider} account stays open. Nothing changes there.',
  'unlink.told': 'We tell these city services: {apps}.',
  'unlink.late': 'A city service that does not ask us may go on with it for up to {time}.',
  'unlink.still': 'You can still sign in with: {others}.',
  'unlink.btn.yes': 'Yes, remove it',
  'unlink.btn.no': 'No, keep it',

  'unlink.last.h1': 'This is your only way to sign in',
  'unlink.last.p':
    'If you remove it, you cannot sign in again. So we would delete your whole record. We cannot bring it back.',
  'unlink.last.suspended':
    'Your other linked accounts do not work now. So you cannot sign in with them.',
  'unlink.last.btn.add': 'Link another account first',
  'unlink.last.btn.delete': 'Delete my whole record',
  'unlink.last.btn.no': 'No, keep it',

  'unlinked.h1': 'We removed your {provider} link',
  'unlinked.p': 'We deleted the name and user ID that we saved.',
  'unlinked.told': 'We told these city services: {apps}.',
  'unlinked.told.none': 'There was no city service to tell.',
  'unlinked.out': 'You signed in with this account, so you are signed out now.',
  'unlinked.btn.in': 'Sign in with another account',
  'unlinked.more.h2': 'One more step, if you want',
  'unlinked.more.p':
    '{provider} may still show {service} on its list of apps. You can remove us from that list in your {provider} settings.',
  'unlinked.more.link': 'Go to your {provider} settings',
  'unlinked.btn': 'See your linked accounts',
} as const;

/** The first page of the console: what needs attention, and how much happens. */
export const staffHome = {
  'staff.home.attention.h2': 'Needs your attention',
  'staff.home.attention.none': 'Nothing needs your attention now.',
  'staff.home.now.h2': 'Right now',
  'staff.home.residents': 'Residents',
  'staff.home.linked': 'Linked with {provider}',
  'staff.home.added': 'Linked today',
  'staff.home.removed': 'Removed today',
  'staff.home.charts.h2': 'How it goes',
  'staff.home.range': 'Show',
  'staff.home.range.24h': 'The last 24 hours',
  'staff.home.range.7d': 'The last 7 days',
  'staff.home.range.30d': 'The last 30 days',
  'staff.home.day': 'Day',
  'staff.home.hour': 'Hour',

  'staff.home.links.title': 'Links added and removed',
  'staff.home.links.says': 'From {from} to {to}: {added} links added, {removed} removed.',
  'staff.home.links.most': 'Most were added on {day}: {count}.',
  'staff.home.links.none': 'From {from} to {to}, no link was added or removed.',
  'staff.home.links.added': 'Added',
  'staff.home.links.removed': 'Removed',
  'staff.home.links.added.of': '{provider}, added',
  'staff.home.links.removed.of': '{provider}, removed',

  'staff.home.signins.title': 'Sign-ins with {provider}',
  'staff.home.signins.says':
    'Tries since {from}: {all}. Worked: {worked}. Person said no: {declined}. Failed: {failed}.',
  'staff.home.signins.none': 'Nobody has tried to sign in since {from}.',
  'staff.home.signins.worked': 'Worked',
  'staff.home.signins.declined': 'Person said no',
  'staff.home.signins.failed': 'Failed',

  'staff.home.checks.title': 'Checks by city services',
  'staff.home.checks.says':
    'From {from} to {to}, city services asked if a pass still counts. Answers: {all}. “No”: {no}.',
  'staff.home.checks.most': 'The service with the most: {app}, {count}.',
  'staff.home.checks.none': 'From {from} to {to}, no city service checked anything.',
  'staff.home.checks.rest': 'All others',

  'attention.key.due':
    'The signing keys change by themselves on {time}. City services must not keep old ones.',
  'attention.key.late':
    'The signing keys should have changed on {time}, and did not. Tell the person who runs the server.',
  'attention.delivery':
    '{app} did not get {count} of our messages. An operator can send them again.',
  'attention.delivery.old': '{app} has not taken our messages for more than a day.',
  'attention.policy.draft': 'A draft of the privacy policy has been waiting since {date}.',
  'attention.policy.pause':
    'Residents who have not agreed to policy version {version} are paused on {date}.',
  'attention.disavowed':
    'Residents told us in the last 7 days that something was not them. Reports: {count}.',
  'attention.provider':
    'Signing in with {provider} failed {failed} of {all} times in the last 2 hours.',
  'attention.signals':
    '{provider} asked us to remove more links in a minute than we allow. Waiting: {count}. Ask the person who runs the server to look. The first one is removed on {time} if no one decides.',
} as const;

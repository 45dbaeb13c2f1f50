/** Requirements and modules that no test proves, each with the reason. */
export const gaps: Readonly<Record<string, string>> = {
  'UP-13': 'Linking and removing a link ask for a yes, but not yet for a fresh sign-in.',
  'UP-17': 'Notices that Facebook sends when somebody removes us there are not received yet.',
};

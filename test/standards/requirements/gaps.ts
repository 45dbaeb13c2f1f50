/** Requirements and modules that no test proves, each with the reason. */
export const gaps: Readonly<Record<string, string>> = {
  'UP-17': 'Notices that Facebook sends when somebody removes us there are not received yet.',
};

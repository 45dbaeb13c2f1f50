export const city = {
  'city.place': 'Help in person: {place}',
} as const;

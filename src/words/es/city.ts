export const city = {
  'city.place': 'Ayuda en persona: {place}',
} as const;

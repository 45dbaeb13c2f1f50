export const developers = {
  'developers.h1': 'Para quienes crean servicios de la ciudad',
  'developers.lead': 'Los residentes pueden usar este sitio para entrar en su servicio.',
  'developers.first':
    'Dé a su programa la primera dirección de esta lista. Él mismo encuentra las demás.',
  'developers.keys':
    'En la última dirección están las claves que prueban lo que viene de nosotros.',
  'developers.places.table': 'Direcciones',
  'developers.th.name': 'Nombre',
  'developers.th.address': 'Dirección',
  'developers.rules.h2': 'Lo que le pedimos',
  'developers.rules.1': 'Pida solo lo que su servicio necesita.',
  'developers.rules.2': 'No relacione a los residentes con lo que saben otros servicios.',
  'developers.rules.3': 'Cuando un residente deje de compartir, deje de usar lo que recibió.',
  'developers.rules.4': 'Ofrezca también su servicio por teléfono o en persona.',
  'developers.problems.table': 'Cuando algo sale mal (en inglés, como lo recibe su programa)',
  'developers.th.code': 'Código',
  'developers.th.means': 'Qué significa',
  'developers.th.do': 'Qué hacer',
} as const;

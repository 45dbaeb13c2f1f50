import type { staffDeliveries as english } from '../en/staff-deliveries.ts';

export const staffDeliveries = {
  'staff.hears.h1': 'Qué se avisa a {name}',
  'staff.hears.lead':
    'Avisamos a las aplicaciones cuando algo termina, para que ellas también paren.',
  'staff.hears.none': 'Esta aplicación no recibe avisos.',
  'staff.hears.none.p':
    'Quienes la hacen pueden pedir un flujo de eventos. Usted puede anotar dónde se avisa al servidor de la aplicación del fin de una sesión.',
  'staff.hears.events': 'Eventos',
  'staff.hears.logout': 'Fines de sesión',
  'staff.hears.how': 'Cómo se entera',
  'staff.hears.poll': 'Nos pregunta',
  'staff.hears.push': 'Enviamos a {address}',
  'staff.hears.state': 'Estado',
  'staff.hears.enabled': 'Activo',
  'staff.hears.paused': 'En pausa: guardamos lo nuevo',
  'staff.hears.disabled': 'Apagado: no guardamos nada',
  'staff.hears.silent': 'Sin respuesta',
  'staff.hears.silent.since': 'Desde el {time}',
  'staff.hears.waiting': 'En espera',
  'staff.hears.waiting.since': '{count}; el más antiguo, desde el {time}',
  'staff.hears.dead': 'Abandonados',
  'staff.hears.delivered': 'Recibidos en los últimos 7 días',
  'staff.hears.errors': 'Qué falló',
  'staff.hears.again.h2': 'Enviar de nuevo',
  'staff.hears.again.p':
    'Abandonamos {count}. Puede enviarlos de nuevo cuando la aplicación funcione.',
  'staff.hears.again.order': 'Es posible que la aplicación ya sepa de cosas posteriores.',
  'staff.hears.again.btn': 'Enviarlos de nuevo',
  'staff.hears.done.replayed': 'Van de nuevo en camino.',
  'staff.hears.done.nothing': 'No había nada que enviar de nuevo.',
} as const satisfies Record<keyof typeof english, string>;

import type { staffRetention as english } from '../en/staff-retention.ts';

export const staffRetention = {
  'staff.nav.retention': 'Conservación',

  'kept.why.return': 'Para reconocer a un residente que vuelve',
  'kept.why.agreed': 'Para que los residentes vean qué aceptaron',
  'kept.why.wait': 'Para que un residente tenga tiempo de volver o de cambiar de idea',
  'kept.why.stay': 'Para no tener que iniciar sesión en cada página',
  'kept.why.step': 'Para terminar un paso en el mismo navegador',
  'kept.why.once': 'Para que nada sirva dos veces',
  'kept.why.allowed':
    'Para que un servicio de la ciudad reciba lo que un residente permitió, y nada más',
  'kept.why.help': 'Para que la línea de ayuda pueda ayudar',
  'kept.why.slow': 'Para detener a quien lo intenta demasiadas veces',
  'kept.why.away': 'Para que una cuenta no vuelva',
  'kept.why.second': 'Para que otra persona pueda responder',
  'kept.why.show': 'Para mostrar después qué se hizo',
  'kept.why.told': 'Para que los servicios de la ciudad se enteren',
  'kept.why.farewell': 'Para que un proveedor sepa que un residente se fue',
  'kept.why.count': 'Para ver cómo va el servicio',
  'kept.why.invite': 'Para que entre alguien del personal',

  'staff.retention.h1': 'Conservación',
  'staff.retention.lead':
    'Qué guardamos, por qué y cuándo se borra, con las palabras que leen los residentes.',
  'staff.retention.policy': 'Ver la política de privacidad, que promete las tres primeras partes',
  'staff.retention.apps': 'Sobre los servicios de la ciudad',
  'staff.retention.staff': 'Sobre el personal de la ciudad',
  'staff.retention.th.what': 'Qué guardamos, y por qué',
  'staff.retention.th.due': 'Toca ahora',
  'staff.retention.th.gone': 'Borrado desde el último certificado',
  'staff.retention.dash':
    'Una raya (—) indica lo que se borra cuando alguien hace algo, y no por el tiempo.',

  'staff.retention.next': 'Próxima limpieza',
  'staff.retention.next.at': 'Por sí sola, pocos minutos después del {time}',
  'staff.retention.next.soon': 'Por sí sola, en pocos minutos',
  'staff.retention.next.on': 'Está en marcha ahora',
  'staff.retention.last': 'Última limpieza',
  'staff.retention.last.none': 'Todavía no hubo ninguna.',
  'staff.retention.due': 'Toca ahora',
  'staff.retention.gone': 'Borrado desde el último certificado',
  'staff.retention.minute':
    'Casi todo se borra en el minuto en que acaba su tiempo, entre una limpieza y otra. Lo cuenta “Borrado desde el último certificado”.',

  'staff.retention.on': 'La limpieza está en marcha. Borrados hasta ahora: {gone}. Faltan: {due}.',
  'staff.retention.on.again': 'Ver de nuevo',
  'staff.retention.runs': 'Las últimas limpiezas',
  'staff.retention.runs.none': 'Todavía no hubo ninguna limpieza.',
  'staff.retention.th.began': 'Empezó',
  'staff.retention.th.result': 'Resultado',
  'staff.retention.th.certificate': 'Certificado',
  'staff.retention.who.itself': 'Por sí sola',
  'staff.retention.who.server': 'En el servidor',
  'staff.retention.result.on': 'Sigue en marcha',
  'staff.retention.result.done': 'Borrados: {count}, hasta el {time}',
  'staff.retention.certificate': 'Ver el certificado',
  'staff.retention.run': 'Borrar ahora lo que toca',
  'staff.retention.done.certified': 'Lo que tocaba está borrado. Hay un certificado.',
  'staff.retention.done.goes-on':
    'Hay más que borrar de lo que cabe en unos segundos. El servicio sigue con ello.',

  'staff.retentionrun.h1': '¿Borrar ahora lo que toca?',
  'staff.retentionrun.due': 'Lo que toca ahora: {count}.',
  'staff.retentionrun.nothing': 'No toca nada ahora. Solo se certifica lo que ya se borró.',
  'staff.retentionrun.what.h2': 'Qué pasa',
  'staff.retentionrun.what.gone':
    'Lo que toca se borra para siempre. Más tarde se borraría lo mismo.',
  'staff.retentionrun.what.certificate':
    'Queda un certificado: qué se borró, cuánto, y por qué reglas.',
  'staff.retentionrun.what.ledger':
    'La huella del certificado queda en el historial, con el nombre de usted.',
  'staff.retentionrun.btn': 'Borrarlo ahora',
  'staff.retentionrun.back': 'Volver a conservación',

  'staff.certificate.h1': 'Certificado de una limpieza',
  'staff.certificate.lead':
    'Dice qué se borró, cuánto, y por qué reglas. No nombra a nadie. Siempre está en inglés.',
  'staff.certificate.hash': 'SHA-256 del texto',
  'staff.certificate.none': 'Esto sigue en marcha. Todavía no hay certificado.',
} as const satisfies Record<keyof typeof english, string>;

export const retention = {
  'kept.given': 'Lo que usted nos da',
  'kept.passing': 'Lo que necesitamos por poco tiempo',
  'kept.happened': 'Lo que anotamos',
  'kept.th.what': 'Qué guardamos',
  'kept.th.long': 'Por cuánto tiempo',

  'kept.after': 'Hasta {time}',
  'kept.unused': 'Hasta {idle} después del último uso. Nunca más de {longest}.',
  'kept.until.link': 'Hasta que quite el vínculo',
  'kept.until.consent': 'Hasta que desconecte el servicio de la ciudad',
  'kept.until.record': 'Hasta que borre su registro',
  'kept.until.block': 'Hasta que pase su plazo o levantemos el bloqueo',

  'kept.what.link':
    'El nombre y el ID de usuario de cada cuenta que vincula. Usted decide si guardamos el nombre.',
  'kept.what.dates': 'Las fechas en que vinculó y usó por última vez cada cuenta',
  'kept.what.consent': 'Lo que usted aceptó y la versión de la política',
  'kept.what.record': 'Un número al azar para usted, su idioma y las fechas de sus visitas',
  'kept.what.unused': 'Todo su registro, si usted no inicia sesión',
  'kept.what.unreachable': 'Todo su registro, si otra persona quitó su último vínculo',
  'kept.what.held': 'Todo su registro, si nos pide borrarlo y no puede volver a iniciar sesión',
  'kept.what.session': 'Una nota de que la sesión está abierta en su navegador',
  'kept.what.flow': 'Una nota de que fue a otro sitio web para iniciar sesión',
  'kept.what.answer': 'Lo que envió el otro sitio web, antes de que usted diga que sí',
  'kept.what.proof': 'Una nota de que usted acaba de demostrar quién es',
  'kept.what.request': 'Lo que pide un servicio de la ciudad, antes de que usted diga que sí',
  'kept.what.logout': 'Una nota de que un servicio de la ciudad quiere cerrar su sesión',
  'kept.what.code': 'Una nota de que usted acaba de decir que sí a un servicio de la ciudad',
  'kept.what.grant': 'Una nota que permite a un servicio de la ciudad preguntarnos por usted',
  'kept.what.revoked': 'Una nota de que terminó un pase que dimos a un servicio de la ciudad',
  'kept.what.list': 'La lista que dice a los servicios de la ciudad qué pases terminaron',
  'kept.what.trouble': 'Un código de ayuda, y qué salió mal cuando usted lo vio',
  'kept.what.opened': 'Una nota de que alguien del personal tiene abierto su registro',
  'kept.what.support': 'Un código que usted creó para la línea de ayuda',
  'kept.what.tries':
    'Cuántas veces alguien intentó iniciar sesión desde su red. Guardamos la dirección en clave.',
  'kept.what.farewell':
    'Su ID de usuario en Facebook, bajo llave, hasta avisar a Facebook que usted se fue',
  'kept.what.heard': 'Una marca de lo que otra empresa nos comunicó, para no hacerlo dos veces',
  'kept.what.told.lately': 'Cuántos vínculos acaban de terminar porque otra empresa nos lo pidió',
  'kept.what.waiting':
    'Lo que otra empresa nos comunicó sobre una cuenta, bajo llave, cuando llegó demasiado a la vez',
  'kept.what.deletion': 'El código de un borrado y las fechas. No dice de quién era.',
  'kept.what.block':
    'Una marca en clave de una cuenta que no se puede vincular. No dice de quién era.',
  'kept.what.single': 'Cuántos vínculos acaba de quitar alguien del personal',
  'kept.what.asked': 'Una nota de que alguien del personal pidió quitar un vínculo',
  'kept.what.planned':
    'Qué vínculos quitó un plan de la ciudad. No tiene nombres ni ID de usuario.',
  'kept.what.plan': 'Un plan de la ciudad para quitar muchos vínculos. No dice de quién eran.',
  'kept.what.event': 'Avisos a los servicios de la ciudad sobre lo que usted quitó',
  'kept.what.told': 'Qué servicios de la ciudad deben saber que usted quitó algo',
  'kept.what.tally': 'Cuántas veces se abrieron las páginas y se inició sesión. No dice de quién.',
  'kept.what.history': 'Una lista de lo que pasó. No tiene nombres ni ID de usuario.',
  'kept.what.assertion': 'Una nota de que un servicio de la ciudad demostró quién es',
  'kept.what.staff': 'El nombre de alguien del personal, después de irse',
  'kept.what.invitation': 'Un enlace con el que alguien del personal crea una llave de acceso',
  'kept.what.staffSession': 'Una nota de que alguien del personal tiene la sesión abierta',
  'kept.what.challenge': 'Una nota de que alguien del personal acaba de usar una llave de acceso',
  'kept.what.staffTrip':
    'Una nota de que alguien del personal fue a entrar con una cuenta de la ciudad',
  'kept.what.repeat':
    'Nuestra respuesta a un servicio de la ciudad, por si vuelve a pedir lo mismo',
  'kept.what.retirement':
    'Una solicitud para dejar de usar una de nuestras claves, hasta que otra persona responda',
} as const;

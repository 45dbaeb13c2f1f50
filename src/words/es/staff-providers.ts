import type { staffProviders as english } from '../en/staff-providers.ts';

export const staffProviders = {
  'staff.nav.providers': 'Proveedores',

  'staff.providers.h1': 'Proveedores',
  'staff.providers.lead': 'Donde los residentes tienen las cuentas con las que inician sesión.',
  'staff.providers.state': 'Estado',
  'staff.providers.mode.on': 'Activo',
  'staff.providers.mode.off': 'Apagado',
  'staff.providers.mode.link-only': 'Solo para vincular',
  'staff.providers.since': 'Desde el {time}',
  'staff.providers.client': 'Final de nuestro ID de cliente',
  'staff.providers.trial': 'Último aviso de prueba de Google',
  'staff.providers.trial.none': 'Aún no llegó ninguno',
  'staff.providers.worked': 'Último acceso que funcionó',
  'staff.providers.worked.hour': 'En la hora desde el {time}',
  'staff.providers.worked.none': 'Ninguno en {time}',
  'staff.providers.failed': 'Fallaron en las últimas {time}',
  'staff.providers.failed.of': '{failed} de {tries} intentos ({percent})',
  'staff.providers.failed.none': 'Nadie lo intentó',
  'staff.providers.test': 'Probar {provider} ahora',
  'staff.providers.pause': 'Poner {provider} en pausa ahora',
  'staff.providers.change': 'Cambiar {provider}',
  'staff.providers.back': 'Volver a proveedores',
  'staff.providers.done.on': '{provider} está activo.',
  'staff.providers.done.off': '{provider} está apagado. Nadie inicia sesión con él ni lo vincula.',
  'staff.providers.done.link-only': '{provider} es solo para vincular. Nadie inicia sesión con él.',

  'staff.provider.h1': 'Cambiar {provider}',
  'staff.provider.mode': '¿Qué pueden hacer los residentes con {provider}?',
  'staff.provider.mode.on': 'Activo: iniciar sesión y vincular cuentas',
  'staff.provider.mode.link-only': 'Solo para vincular: vincular cuentas, sin iniciar sesión',
  'staff.provider.mode.off': 'Apagado: ninguna de las dos cosas',
  'staff.provider.missing': 'Elija qué pueden hacer los residentes',
  'staff.provider.btn': 'Guardar',
  'staff.provider.what.h2': 'Qué pasa',
  'staff.provider.what.off':
    'Apagado quiere decir que nadie inicia sesión con él. No se borra nada y los vínculos se conservan.',
  'staff.provider.what.ends':
    'Si no está activo, se cierra al instante la sesión de quien entró con {provider}.',
  'staff.provider.what.apps': 'También acaba lo que los servicios recibieron por esos accesos.',
  'staff.provider.what.back': 'Cuando vuelve a estar activo, se inicia sesión como antes.',
  'staff.provider.only.h2': 'Quién no puede entrar de otra manera',
  'staff.provider.only.none':
    'Todos los que tienen un vínculo de {provider} pueden entrar con otra cuenta.',
  'staff.provider.only.some':
    'Residentes que pueden entrar con {provider} y con nada más: {count}.',
  'staff.provider.only.unknown':
    'Ahora no se pudieron contar. Puede cambiarlo sin saber el número.',
  'staff.provider.only.wait': 'Si no está activo, no podrán entrar.',
  'staff.provider.bulk':
    'Para quitar estos vínculos para siempre, haga un plan para muchos vínculos.',
  'staff.provider.bulk.link': 'Hacer un plan para quitar vínculos de {provider}',

  'staff.providerpause.h1': '¿Poner {provider} en pausa ahora?',
  'staff.providerpause.p': 'Se apaga en un segundo, hasta que alguien lo active de nuevo.',
  'staff.providerpause.btn': 'Poner {provider} en pausa',

  'staff.providertest.h1': 'Prueba de {provider}',
  'staff.providertest.answers': '{provider} responde y conoce este servicio.',
  'staff.providertest.unavailable': '{provider} no responde, o no a tiempo.',
  'staff.providertest.unexpected':
    '{provider} responde, pero no como debe. Quizá nuestro ID de cliente o la clave está mal.',
  'staff.providertest.at': 'Probado el {time}.',
  'staff.providertest.pause':
    'Preguntamos a un proveedor como máximo una vez cada 10 segundos. Después de muchas fallas, esperamos antes de preguntar.',
  'staff.providertest.does.h2': 'Qué se probó',
  'staff.providertest.does.1':
    'El servidor envió a {provider} un código inventado, como envía uno real después de cada acceso.',
  'staff.providertest.does.2':
    '{provider} debía decir, en pocos segundos, que ese código no sirve.',
  'staff.providertest.not.h2': 'Qué no se probó',
  'staff.providertest.not.1': 'La página de {provider} donde los residentes inician sesión',
  'staff.providertest.not.2': 'La dirección a la que {provider} los envía de vuelta',
  'staff.providertest.not.3': 'Lo que nos dice de una persona, porque nadie inició sesión',
  'staff.providertest.pretend': 'Aquí respondió el simulador, que solo imita a {provider}.',
  'staff.providertest.again': 'Probar de nuevo',
} as const satisfies Record<keyof typeof english, string>;

import type { staff as english } from '../en/staff.ts';

export const staff = {
  'cookies.staff.why':
    'Mantiene abierta la sesión del personal de la ciudad. Los residentes nunca la reciben.',
  'cookies.staff.ends':
    'Después de {idle} sin uso, después de {longest}, o al cerrar el navegador.',

  'staff.who': 'Sesión de {name}, {role}',
  'staff.role.viewer': 'consulta',
  'staff.role.revoker': 'revocación',
  'staff.role.approver': 'aprobación',
  'staff.role.auditor': 'auditoría',
  'staff.role.operator': 'operación',
  'staff.role.says.viewer': 'Consulta: busca y abre registros. No cambia nada.',
  'staff.role.says.revoker': 'Revocación: además quita vínculos, uno o muchos.',
  'staff.role.says.approver': 'Aprobación: además dice sí o no a lo que otros empiezan.',
  'staff.role.says.auditor': 'Auditoría: revisa el historial. No ve registros.',
  'staff.role.says.operator': 'Operación: maneja este servicio y da acceso a las personas.',

  'staff.nav.home': 'Resumen',
  'staff.nav.find': 'Buscar un residente',
  'staff.nav.people': 'Personal',
  'staff.nav.passkeys': 'Sus llaves de acceso',

  'staff.signin.h1': 'Acceso del personal',
  'staff.signin.lead': 'Para quienes trabajan para la {city}.',
  'staff.signin.btn': 'Entrar con su llave de acceso',
  'staff.signin.lost.h2': '¿Perdió su llave de acceso?',
  'staff.signin.lost.p':
    'Pida un nuevo enlace a alguien de operación. Si solo usted opera el servicio, pídalo a quien maneja el servidor.',
  'staff.signin.failed': 'Esta llave de acceso no funcionó. Intente de nuevo o use otra.',

  'staff.passkey.waiting': 'Su navegador le está pidiendo su llave de acceso.',
  'staff.passkey.unable':
    'Este navegador no puede usar llaves de acceso. Use un navegador más nuevo u otro dispositivo.',
  'staff.passkey.noscript':
    'Las llaves de acceso necesitan JavaScript. Actívelo o pida ayuda a otra persona de operación.',
  'staff.passkey.cancelled':
    'No se usó ninguna llave de acceso. Cerró la ventana o pasó demasiado tiempo.',
  'staff.passkey.known': 'Este dispositivo ya tiene una llave de acceso suya. Úsela para entrar.',
  'staff.passkey.other':
    'Su navegador no pudo usar una llave de acceso aquí. Pruebe con otro dispositivo.',

  'staff.enrol.h1': 'Cree su llave de acceso',
  'staff.enrol.hello': 'Hola, {name}. Su función es {role}.',
  'staff.enrol.what':
    'Una llave de acceso vive en su teléfono o computadora. Se abre con su dedo, su cara o su PIN. No hay contraseña.',
  'staff.enrol.btn': 'Crear una llave de acceso en este dispositivo',
  'staff.enrol.failed': 'No pudimos guardar esta llave de acceso. Intente de nuevo.',
  'staff.enrol.over.h1': 'Este enlace no funciona',
  'staff.enrol.over.p':
    'Funciona una sola vez y durante {time}. Pida un nuevo enlace a alguien de operación.',
  'staff.enrol.over.btn': 'Ir al acceso del personal',

  'staff.prove.h1': 'Use de nuevo su llave de acceso',
  'staff.prove.lead':
    'El siguiente paso puede hacer mucho daño. Por eso comprobamos que sigue siendo usted.',
  'staff.prove.lasts': 'Después no volveremos a preguntar durante {time}.',
  'staff.prove.btn': 'Usar su llave de acceso',

  'staff.passkeys.h1': 'Sus llaves de acceso',
  'staff.passkeys.lead':
    'Cada llave de acceso vive en un dispositivo o en un gestor de contraseñas.',
  'staff.passkeys.one':
    'Solo tiene una llave de acceso. Cree otra en otro dispositivo. Así, si pierde una, podrá entrar con la otra.',
  'staff.passkeys.table': 'Las que tiene',
  'staff.passkeys.th.made': 'Creada',
  'staff.passkeys.th.used': 'Último uso',
  'staff.passkeys.th.do': 'Qué puede hacer',
  'staff.passkeys.never': 'Todavía no',
  'staff.passkeys.remove': 'Quitar',
  'staff.passkeys.remove.which': 'la llave de acceso creada el {date}',
  'staff.passkeys.add.h2': 'Crear otra llave de acceso',
  'staff.passkeys.added': 'Guardamos su nueva llave de acceso.',
  'staff.passkeys.removed': 'Quitamos la llave de acceso.',
  'staff.passkeys.last': 'Es su única llave de acceso. Primero cree otra.',

  'staff.people.h1': 'Personal',
  'staff.people.lead': 'Todas las personas que pueden entrar aquí, y qué pueden hacer.',
  'staff.people.table': 'Personas que pueden entrar',
  'staff.people.th.name': 'Nombre',
  'staff.people.th.role': 'Función',
  'staff.people.th.keys': 'Llaves de acceso',
  'staff.people.th.seen': 'La última vez que se usó',
  'staff.people.th.do': 'Qué puede hacer',
  'staff.people.never': 'Nunca',
  'staff.people.invited': 'El enlace funciona hasta el {time}',
  'staff.people.open': 'Cambiar',
  'staff.people.add.h2': 'Dar acceso a alguien',
  'staff.people.add.name': 'Nombre',
  'staff.people.add.name.hint': 'Como se le conoce en su ciudad. Hasta 80 letras.',
  'staff.people.add.role': 'Función',
  'staff.people.add.btn': 'Crear un enlace',
  'staff.people.name.missing': 'Escriba el nombre, con 80 letras como máximo',
  'staff.people.role.missing': 'Elija una función',
  'staff.people.link.h1': 'Un enlace para {name}',
  'staff.people.link.p':
    'Déselo solo a {name}. Funciona una vez, durante {time}. No podemos mostrarlo de nuevo.',
  'staff.people.link': 'Enlace',
  'staff.people.back': 'Volver al personal',

  'staff.person.h1': '{name}',
  'staff.person.is': 'Función: {role}',
  'staff.person.role.h2': 'Cambiar la función',
  'staff.person.role.btn': 'Guardar la función',
  'staff.person.again.h2': 'Crear un nuevo enlace',
  'staff.person.again.p': 'Para un dispositivo nuevo, o si se perdió una llave de acceso.',
  'staff.person.again.btn': 'Crear un nuevo enlace para {name}',
  'staff.person.sessions.h2': 'Cerrar todas las sesiones',
  'staff.person.sessions.p': 'Navegadores con la sesión abierta: {count}.',
  'staff.person.sessions.btn': 'Cerrar todas las sesiones de {name}',
  'staff.person.remove.h2': 'Quitar el acceso',
  'staff.person.remove.p':
    'Las llaves de acceso, los enlaces y las sesiones desaparecen al instante. El nombre queda en el historial de lo que pasó.',
  'staff.person.remove.check': 'Sí, {name} ya no trabaja aquí',
  'staff.person.remove.missing': 'Marque la casilla si quiere quitar el acceso a esta persona',
  'staff.person.remove.btn': 'Quitar el acceso a {name}',
  'staff.person.last':
    'Nadie más podría dar acceso. Primero invite a otra persona de operación con llave de acceso.',
  'staff.person.done.role': 'Guardamos la función.',
  'staff.person.done.sessions': 'Cerramos todas las sesiones.',
} as const satisfies Record<keyof typeof english, string>;

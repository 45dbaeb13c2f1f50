export const deletion = {
  'delete.h1': '¿Borrar todo su registro?',
  'delete.sooner.h1': '¿Borrar ahora todo su registro?',
  'delete.lead': 'Si lo borra:',
  'delete.1': 'Borramos todos sus vínculos, nombres e ID de usuario.',
  'delete.2': 'Avisamos a los servicios que conectó para que dejen de usar sus datos.',
  'delete.3':
    'Los servicios de la ciudad pueden conservar sus propios registros, como permisos o facturas.',
  'delete.4': 'Sus cuentas de {providers} siguen abiertas.',
  'delete.again':
    'Primero, inicie sesión una vez más. Lo pedimos para que nadie más pueda borrar su registro.',
  'delete.btn.again': 'Iniciar sesión una vez más',
  'delete.btn.later': 'Ahora no puedo iniciar sesión',
  'delete.check': 'Entiendo que un registro borrado no se puede recuperar',
  'delete.check.error': 'Marque la casilla si quiere borrar su registro',
  'delete.btn.yes': 'Borrar mi registro',
  'delete.btn.no': 'No, conservarlo',
  'delete.btn.back': 'Volver',
  'delete.done.h1': 'Su registro está borrado',
  'delete.done.p':
    'Guardamos una nota que dice que se borró un registro y cuándo. No tiene nombre ni ID de usuario.',
  'delete.done.code': 'Su código de confirmación',
  'delete.done.keep': 'Anótelo. Lo mostramos una sola vez. Úselo para consultar esto después.',
  'delete.done.before': 'El código que le dimos antes todavía sirve.',
  'delete.done.status': 'Consultar este borrado',

  'later.h1': '¿Borrar su registro después de una espera?',
  'later.lead': 'Use esta forma solo si no puede volver a iniciar sesión en {providers}.',
  'later.1': 'Esperamos {wait}. Después borramos su registro.',
  'later.2':
    'Si cambia de idea, abra “Sus cuentas vinculadas” y cancele. Puede hacerlo hasta ese momento.',
  'later.3': 'Estará listo a más tardar el {date}.',
  'later.why': 'Esperamos porque no podemos estar seguros de que sea usted.',
  'later.btn': 'Borrar mi registro en {wait}',
  'later.done.h1': 'Vamos a borrar su registro el {date}',
  'later.held.h2': 'Vamos a borrar su registro el {date}',
  'later.held.p': 'Usted lo pidió. Si quiere conservar su registro, cancele ahora.',
  'later.held.btn': 'Cancelar y conservar mi registro',

  'status.h1': 'Consultar un borrado',
  'status.label': 'Su código',
  'status.hint': 'Tiene 20 letras y números. Puede omitir los guiones.',
  'status.btn': 'Consultar',
  'status.working': 'Estamos en eso. Estará listo a más tardar el {date}.',
  'status.done': 'Listo. Borramos este registro el {date}.',
  'status.rest':
    'Una lista de lo que pasó se queda hasta el {date}. Tiene números al azar, y ningún nombre ni ID de usuario.',
  'status.cancelled': 'Esto se canceló el {date}. No borramos el registro.',
  'status.link.working':
    'Estamos en eso. Más personas que de costumbre lo pidieron, así que primero revisamos. Estará listo a más tardar el {date}.',
  'status.link.done':
    'Listo. Para el {date} el vínculo ya no existía, ni su nombre ni su ID de usuario. Si vinculó la cuenta de nuevo después, ese es un vínculo nuevo.',
  'status.link.cancelled':
    'No quitamos el vínculo. El {date} desechamos esta solicitud, porque llegaron muchas a la vez y quizás no fue usted. Puede iniciar sesión aquí y quitar el vínculo, o llamarnos.',
  'status.missing': 'Escriba su código.',
  'status.unknown': 'No reconocemos ese código. Revise las letras y los números.',
} as const;

export const account = {
  'links.h1': 'Sus cuentas vinculadas',
  'links.lead': 'Puede usar estas cuentas para entrar a los servicios de la {city}.',
  'links.linked': 'Vinculada el',
  'links.used': 'Usada por última vez el',
  'links.name': 'Nombre',
  'links.id': 'ID de usuario',
  'links.noname': 'Nombre no guardado',
  'links.current': 'Inició sesión con esta cuenta',
  'links.suspended':
    '{provider} nos avisó que esta cuenta no es segura o no funciona ahora. No puede iniciar sesión con ella hasta que {provider} diga que funciona de nuevo.',
  'links.btn.remove': 'Quitar el vínculo de {provider} de {name}',
  'links.btn.remove.noname': 'Quitar el vínculo de {provider} con ID de usuario {id}',
  'links.add.h2': 'Vincular otra cuenta',
  'links.lead.some': 'Estas cuentas están vinculadas a su registro.',
  'links.one':
    'Solo tiene una cuenta vinculada. Si la pierde, no podrá entrar. Vincule otra por seguridad.',
  'links.one.works':
    'Solo una de sus cuentas vinculadas funciona ahora. Si la pierde, no podrá entrar. Vincule otra por seguridad.',
  'links.delete.h2': 'Borrar todo',
  'links.delete.p': 'Puede borrar su registro en cualquier momento. No tiene que decirnos por qué.',
  'links.delete.sooner.p': 'No tiene que esperar. Puede borrar su registro ahora.',
  'links.delete.sooner.btn': 'Borrar mi registro ahora',
  'links.delete.btn': 'Borrar mi registro',

  'unlink.h1': '¿Quitar su vínculo de {provider}?',
  'unlink.lead': 'Si lo quita:',
  'unlink.1': 'Ya no podrá iniciar sesión aquí con esta cuenta de {provider}.',
  'unlink.2': 'Borramos el nombre y el ID de usuario que guardamos.',
  'unlink.3': 'Los servicios de la ciudad que usó con ella le pedirán iniciar sesión otra vez.',
  'unlink.4': 'Su cuenta de {provider} sigue abierta. Allí no cambia nada.',
  'unlink.told': 'Avisamos a estos servicios de la ciudad: {apps}.',
  'unlink.late': 'Un servicio de la ciudad que no nos pregunta puede seguir hasta {time} más.',
  'unlink.still': 'Todavía podrá iniciar sesión con: {others}.',
  'unlink.btn.yes': 'Sí, quitarlo',
  'unlink.btn.no': 'No, conservarlo',

  'unlink.last.h1': 'Esta es su única forma de entrar',
  'unlink.last.p':
    'Si la quita, no podrá volver a entrar. Por eso borraríamos todo su registro. No podremos recuperarlo.',
  'unlink.last.suspended':
    'Sus otras cuentas vinculadas no funcionan ahora. Por eso no puede iniciar sesión con ellas.',
  'unlink.last.btn.add': 'Vincular otra cuenta primero',
  'unlink.last.btn.delete': 'Borrar todo mi registro',
  'unlink.last.btn.no': 'No, conservarla',

  'unlinked.h1': 'Quitamos su vínculo de {provider}',
  'unlinked.p': 'Borramos el nombre y el ID de usuario que guardamos.',
  'unlinked.told': 'Avisamos a estos servicios de la ciudad: {apps}.',
  'unlinked.told.none': 'No había ningún servicio de la ciudad al que avisar.',
  'unlinked.out': 'Había iniciado sesión con esta cuenta, así que su sesión está cerrada.',
  'unlinked.btn.in': 'Iniciar sesión con otra cuenta',
  'unlinked.more.h2': 'Un paso más, si lo desea',
  'unlinked.more.p':
    '{provider} todavía puede mostrar a {service} en su lista de aplicaciones. Puede quitarnos de esa lista en la configuración de {provider}.',
  'unlinked.more.link': 'Ir a la configuración de {provider}',
  'unlinked.btn': 'Ver sus cuentas vinculadas',
} as const;

export const outcomes = {
  'err.denied.h1': 'No vinculó ninguna cuenta',
  'err.denied.p':
    'Dijo que no en la página de {provider}, o la página se cerró. No guardamos nada.',
  'err.denied.btn': 'Intentar de nuevo',
  'err.down.h1': 'No podemos comunicarnos con {provider} ahora',
  'err.down.p': 'No es culpa suya. No guardamos nada. Intente de nuevo en unos minutos.',
  'err.down.btn': 'Usar otra cuenta',
  'err.off.h1': '{provider} no funciona ahora',
  'err.off.p': 'No es culpa suya. No guardamos nada. Use otra cuenta o intente más tarde.',
  'err.suspended.h1': 'No puede usar esta cuenta de {provider} ahora',
  'err.suspended.p':
    '{provider} nos avisó que esta cuenta no es segura o no funciona ahora. Por eso nadie puede iniciar sesión aquí con ella. Su vínculo y su registro siguen aquí.',
  'err.suspended.next':
    'Primero arregle su cuenta en {provider}. Cuando {provider} nos avise que funciona, podrá iniciar sesión de nuevo. También puede llamarnos y decirnos el código de ayuda.',
  'err.provider.h1': '{provider} no pudo iniciar su sesión',
  'err.provider.p': 'Algo salió mal en {provider}. No guardamos nada.',
  'err.provider.btn': 'Intentar de nuevo',
  'err.expired.h1': 'Esto tardó demasiado',
  'err.expired.p': 'Por su seguridad, este paso termina después de {time}. No guardamos nada.',
  'err.expired.btn': 'Empezar de nuevo',
  'err.mismatch.h1': 'Empiece de nuevo',
  'err.mismatch.p':
    'No pudimos relacionar esta página con su visita. No guardamos nada. Esto puede pasar si usted:',
  'err.mismatch.1': 'usó el botón Atrás',
  'err.mismatch.2': 'abrió la página en otro navegador',
  'err.mismatch.3': 'desactivó las cookies',
  'err.mismatch.btn': 'Empezar de nuevo',
  'err.already.h1': 'Ya vinculó esta cuenta',
  'err.already.p': 'Esta cuenta de {provider} ya está en su lista. No tiene que hacer nada más.',
  'err.already.btn': 'Ver sus cuentas vinculadas',
  'err.removed.h1': 'El personal de la ciudad quitó este vínculo',
  'err.removed.p':
    'Quitamos su vínculo de {provider} el {date}. El motivo: {reason}. Borramos el nombre y el ID de usuario.',
  'err.removed.next': 'Puede vincularla de nuevo ahora.',
  'err.removed.blocked': 'Todavía no puede vincularla de nuevo.',
  'err.removed.wrong': 'Si cree que es un error, llámenos y díganos el código de ayuda.',
  'err.removed.btn': 'Vincularla de nuevo',

  'err.conflict.h1': 'Esta cuenta de {provider} ya está en uso',
  'err.conflict.p':
    'Está vinculada a otro registro de {service}. No podemos vincularla a dos registros. No cambiamos nada. No podemos decirle de quién es el otro registro.',
  'err.conflict.mine.h2': 'Si los dos registros son suyos',
  'err.conflict.mine.p':
    'Cierre la sesión aquí. Inicie sesión con esta cuenta de {provider} y quite el vínculo allí. Después regrese y vincúlela aquí.',
  'err.conflict.mine.btn': 'Cerrar sesión y usar esta cuenta de {provider}',
  'err.conflict.other.h2': 'Si tiene más de una cuenta de {provider}',
  'err.conflict.other.btn': 'Probar con otra cuenta de {provider}',
  'err.conflict.wrong.h2': 'Si usted no hizo esto',
  'err.conflict.wrong.p': 'Llámenos y díganos el código de ayuda.',
} as const;

export const proof = {
  'prove.h1': 'Muéstrenos que es usted',
  'prove.why.link':
    'Quiere vincular otra cuenta. Cada cuenta vinculada puede abrir su registro. Por eso primero comprobamos que sigue siendo usted.',
  'prove.why.export':
    'Quiere ver todos los datos que guardamos sobre usted. Por eso primero comprobamos que sigue siendo usted.',
  'prove.why.erase':
    'Quiere borrar su registro. No podemos recuperarlo. Por eso primero comprobamos que sigue siendo usted.',
  'prove.how':
    'Inicie sesión otra vez con una cuenta que vinculó. Después tiene {time} para continuar.',
  'prove.none': 'Ninguna de sus cuentas funciona aquí ahora. Intente de nuevo más tarde.',
  'prove.later.h2': 'Si no puede iniciar sesión otra vez',
  'prove.later.p':
    'Aun así puede pedirnos que borremos su registro. Entonces esperamos unos días, por si no fue usted.',
  'prove.later.link': 'Borrar mi registro sin esta comprobación',
  'prove.btn.cancel': 'No, volver',
  'prove.ended.cancelled':
    'Dijo que no en la página de {provider}, o la página se cerró. Nada ha cambiado.',
  'prove.ended.provider-unavailable':
    'No podemos comunicarnos con {provider} ahora. Nada ha cambiado. Intente de nuevo en unos minutos.',
  'prove.ended.provider-error': 'Algo salió mal en {provider}. Nada ha cambiado.',
  'prove.ended.other-account':
    'Esa no es una de sus cuentas vinculadas. Nada ha cambiado. Use una que haya vinculado en {provider}.',
  'prove.ended.not-fresh':
    '{provider} no nos dijo que le pidió entrar de nuevo. Por eso no sabemos si es usted. Nada ha cambiado.',
  'prove.ended.switched-off':
    '{provider} no funciona aquí ahora. Nada ha cambiado. Intente de nuevo más tarde.',
} as const;

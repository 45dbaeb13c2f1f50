import type { staffAppForm as english } from '../en/staff-app-form.ts';

export const staffAppForm = {
  'staff.appform.new.h1': 'Registrar una aplicación',
  'staff.appform.edit.h1': 'Cambiar {name}',
  'staff.appform.id': 'ID de cliente',
  'staff.appform.id.hint': 'Letras minúsculas, números y guiones. Nunca cambia.',
  'staff.appform.name': 'Nombre',
  'staff.appform.name.hint': 'Como la conocen los residentes.',
  'staff.appform.department': 'Departamento en inglés',
  'staff.appform.department.hint': 'Quién responde por la aplicación.',
  'staff.appform.departmentEs': 'Departamento en español',
  'staff.appform.es.hint': 'Déjelo vacío para mostrar el texto en inglés.',
  'staff.appform.purpose': 'Para qué, en inglés',
  'staff.appform.purpose.hint':
    'Una frase para los residentes. Dice para qué la aplicación quiere conocerlos.',
  'staff.appform.purposeEs': 'Para qué, en español',
  'staff.appform.use': '¿Qué tipo de aplicación es?',
  'staff.appform.method': 'Cómo la aplicación demuestra quién es',
  'staff.appform.method.hint':
    'Una aplicación en un navegador o un teléfono no tiene secreto, elija lo que elija.',
  'staff.appform.algorithm': 'Cómo firman sus claves',
  'staff.appform.jwks': 'Claves públicas',
  'staff.appform.jwks.hint':
    'Solo para una aplicación con clave propia. Un JSON Web Key Set solo con claves públicas.',
  'staff.appform.jwks.keep': 'Déjelo vacío para conservar las claves que tiene.',
  'staff.appform.returns': 'Direcciones de regreso',
  'staff.appform.returns.hint':
    'A dónde regresan los residentes. Una por línea. Se comparan letra por letra.',
  'staff.appform.byes': 'Direcciones después de cerrar la sesión',
  'staff.appform.byes.hint': 'Una por línea. Puede quedar vacío.',
  'staff.appform.told': 'Dónde se avisa a su servidor del fin de una sesión',
  'staff.appform.told.hint': 'Déjelo vacío si la aplicación no quiere avisos.',
  'staff.appform.told.which': 'Cada aviso debe decir de qué sesión se trata (sid)',
  'staff.appform.scopes': 'Qué puede pedir la aplicación a los residentes',
  'staff.appform.scopes.hint': 'Los residentes dicen sí o no.',
  'staff.appform.scope.openid': 'Un ID hecho para esta aplicación (openid)',
  'staff.appform.scope.linked_accounts': 'Nombres de las cuentas vinculadas (linked_accounts)',
  'staff.appform.scope.linked_account_ids':
    'ID de usuario de las cuentas vinculadas (linked_account_ids)',
  'staff.appform.scope.approval': '{scope}, necesita aprobación',
  'staff.appform.scope.offline_access': 'Preguntar de nuevo en su ausencia (offline_access)',
  'staff.appform.staff.more': 'Para una aplicación con la que trabaja el personal',
  'staff.appform.staff': 'Qué puede hacer la aplicación para el personal',
  'staff.appform.staff.hint':
    'Solo para una aplicación que trabaja sola. Todo necesita una aprobación.',
  'staff.appform.approved': 'Sí, una persona responsable aprobó lo que necesita aprobación',
  'staff.appform.sector': 'Sector',
  'staff.appform.sector.hint':
    'Las aplicaciones de un sector conocen a un residente por el mismo ID. Vacío: solo esta aplicación.',
  'staff.appform.resource': 'Nombre de su API',
  'staff.appform.resource.hint': 'Una dirección o un URN. Déjelo vacío si no está seguro.',
  'staff.appform.new.btn': 'Registrar la aplicación',
  'staff.appform.edit.btn': 'Guardar los cambios',

  'staff.appform.bad.id':
    'Escriba un ID de cliente: de 2 a 40 letras minúsculas, números y guiones',
  'staff.appform.bad.taken': 'Otra aplicación tiene este ID de cliente',
  'staff.appform.bad.kind':
    'Elija qué tipo de aplicación es; una en un navegador o un teléfono no cambia de tipo',
  'staff.appform.bad.name': 'Escriba el nombre, con 200 caracteres como máximo',
  'staff.appform.bad.department':
    'Escriba el departamento en inglés, con 200 caracteres como máximo',
  'staff.appform.bad.purpose':
    'Escriba en inglés, en una línea, para qué los quiere conocer, con 200 caracteres como máximo',
  'staff.appform.bad.method': 'Elija una manera de demostrar quién es que sirva para este tipo',
  'staff.appform.bad.nokeys': 'Pegue las claves públicas de la aplicación',
  'staff.appform.bad.keys':
    'Pegue solo claves públicas, cada una bastante fuerte para su manera de firmar',
  'staff.appform.bad.noreturn': 'Escriba al menos una dirección de regreso',
  'staff.appform.bad.return': 'Use https en esta dirección, sin # ni *: {value}',
  'staff.appform.bad.told': 'Use una dirección https a la que podamos llegar, sin #: {value}',
  'staff.appform.bad.scope': 'Esta aplicación no puede pedir {value}',
  'staff.appform.bad.staff': 'Solo una aplicación que trabaja sola puede tener {value}',
  'staff.appform.bad.approval': 'Marque la casilla si se aprobó {value}',
  'staff.appform.bad.sector': 'Use letras minúsculas, números, puntos y guiones en el sector',
  'staff.appform.bad.resource': 'Use una dirección https o un URN para la API: {value}',
} as const satisfies Record<keyof typeof english, string>;

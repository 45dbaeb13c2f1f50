import type { staffBlocks as english } from '../en/staff-blocks.ts';

export const staffBlocks = {
  'staff.blocks.find': 'Levantar el bloqueo de una cuenta',

  'staff.blocks.h1': 'Levantar un bloqueo',
  'staff.blocks.lead': 'Para una cuenta que se bloqueó cuando se quitó su vínculo.',
  'staff.blocks.no.list':
    'No hay lista. Guardamos una marca en clave de la cuenta, pero no de quién era.',
  'staff.blocks.provider': '¿De qué proveedor es la cuenta?',
  'staff.blocks.provider.missing': 'Elija de qué proveedor es la cuenta',
  'staff.blocks.subject': 'ID de usuario',
  'staff.blocks.subject.hint': 'Tal como lo tiene el proveedor. No guardamos lo que escribe aquí.',
  'staff.blocks.subject.missing': 'Escriba el ID de usuario, de 255 caracteres como máximo',
  'staff.blocks.btn': 'Buscar',
  'staff.blocks.again': 'Buscar otra',
  'staff.blocks.done.lifted': 'El bloqueo está levantado. La cuenta se puede vincular otra vez.',
  'staff.blocks.done.gone': 'Este bloqueo ya no estaba. La cuenta se puede vincular otra vez.',

  'staff.block.none.h1': 'No hay ningún bloqueo',
  'staff.block.none.p':
    'Esta cuenta de {provider} se puede vincular. Revise cada carácter del ID de usuario.',
  'staff.block.none.over':
    'Un bloqueo acaba solo cuando pasa su tiempo. Entonces no guardamos nada de él.',
  'staff.block.h1': 'Esta cuenta está bloqueada',
  'staff.block.provider': 'Cuenta de',
  'staff.block.reason': 'Motivo',
  'staff.block.made': 'Bloqueada',
  'staff.block.until': 'Hasta',
  'staff.block.until.lifted': 'Hasta que alguien lo levante',
  'staff.block.lift.p': 'Si lo levanta, quien tenga esta cuenta puede vincularla otra vez.',
  'staff.block.lift.btn': 'Levantar el bloqueo',
} as const satisfies Record<keyof typeof english, string>;

/** Letting an account that was blocked be linked again. */
export const staffBlocks = {
  'staff.blocks.find': 'Lift a block on an account',

  'staff.blocks.h1': 'Lift a block',
  'staff.blocks.lead': 'For an account that was blocked when its link was removed.',
  'staff.blocks.no.list':
    'There is no list. We keep a scrambled mark of the account, and not whose it was.',
  'staff.blocks.provider': 'Where is the account?',
  'staff.blocks.provider.missing': 'Choose where the account is',
  'staff.blocks.subject': 'User ID',
  'staff.blocks.subject.hint': 'Just as the provider has it. We do not keep what you write here.',
  'staff.blocks.subject.missing': 'Write the user ID, with at most 255 characters',
  'staff.blocks.btn': 'Look',
  'staff.blocks.again': 'Look for another one',
  'staff.blocks.done.lifted': 'The block is lifted. The account can be linked again.',
  'staff.blocks.done.gone': 'This block was gone before. The account can be linked again.',

  'staff.block.none.h1': 'There is no block',
  'staff.block.none.p':
    'This {provider} account can be linked. Check each character of the user ID.',
  'staff.block.none.over':
    'A block ends by itself when its time is over. Then nothing is kept of it.',
  'staff.block.h1': 'This account is blocked',
  'staff.block.provider': 'Account at',
  'staff.block.reason': 'Reason',
  'staff.block.made': 'Blocked',
  'staff.block.until': 'Until',
  'staff.block.until.lifted': 'Until someone lifts it',
  'staff.block.lift.p': 'If you lift it, whoever has this account can link it again.',
  'staff.block.lift.btn': 'Lift the block',
} as const;

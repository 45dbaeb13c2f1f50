import type { Dice } from '../dice.ts';
import type { Material } from './material.ts';

/** Makes a token that must be refused. */
export type Mutation = (dice: Dice, material: Material) => string;

export type Json = Record<string, unknown>;

export function without(object: Json, name: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([one]) => one !== name));
}

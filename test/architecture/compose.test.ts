import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { composeRules, type ComposeFile } from './compose-rules.ts';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const load = (): ComposeFile => parse(text) as ComposeFile;

function specification() {
  const file = join(import.meta.dirname, 'schema', 'compose-spec.json');
  const { $schema: _dialect, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as object & {
    $schema: string;
  };
  // Its dialect is draft 07 under an address Ajv does not know, and its formats are Docker's own.
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

describe('docker-compose.yml', () => {
  test('is what the Compose Specification allows', () => {
    const isValid = specification();
    isValid(load());
    expect(isValid.errors).toBeNull();
  });

  test.each(Object.entries(composeRules))('keeps the rule %s', (_name, rule) => {
    expect(rule(load())).toEqual([]);
  });

  test('uses only names that it defines', () => {
    const file = parse(text) as Record<'secrets' | 'networks' | 'configs', object> & ComposeFile;
    for (const service of Object.values(file.services)) {
      expect(Object.keys(file.secrets)).toEqual(expect.arrayContaining(service.secrets ?? []));
      expect(Object.keys(file.networks)).toEqual(expect.arrayContaining(service.networks ?? []));
    }
  });
});

describe('the checks of docker-compose.yml notice', () => {
  type Break = (file: ComposeFile) => void;
  const service = (file: ComposeFile) => file.services.service ?? {};
  const database = (file: ComposeFile) => file.services.database ?? {};
  const broken: [string, keyof typeof composeRules, Break][] = [
    [
      'a secret in the environment',
      'noSecretValues',
      (f) => (service(f).environment = { VAULT_INDEX_KEY: 'x' }),
    ],
    ['a secret written down', 'noSecretValues', (f) => (f.secrets = { key: { content: 'x' } })],
    ['a secret that never arrives', 'secretsArrive', (f) => (service(f).secrets = [])],
    ['a writable file system', 'lockedDown', (f) => (service(f).read_only = false)],
    ['a kept capability', 'lockedDown', (f) => (service(f).cap_drop = [])],
    ['new privileges', 'lockedDown', (f) => (service(f).security_opt = [])],
    ['root', 'lockedDown', (f) => (service(f).user = '0:0')],
    ['a user by name', 'lockedDown', (f) => (service(f).user = 'node')],
    ['no limit of processes', 'lockedDown', (f) => delete service(f).pids_limit],
    [
      'the old volume path',
      'volumePath',
      (f) => (database(f).volumes = ['d:/var/lib/postgresql/data']),
    ],
    ['an open database', 'closedNetwork', (f) => (database(f).ports = ['127.0.0.1:5432:5432'])],
    ['a port open to the world', 'closedNetwork', (f) => (service(f).ports = ['3000:3000'])],
    ['a way out for the database', 'closedNetwork', (f) => (f.networks = { database: {} })],
    ['a start before the migration', 'startOrder', (f) => (service(f).depends_on = {})],
    ['no health check', 'startOrder', (f) => delete service(f).healthcheck],
    [
      'the migration role in the service',
      'separateRoles',
      (f) => service(f).secrets?.push('migration_database_url'),
    ],
  ];

  test.each(broken)('%s', (_what, rule, breakIt) => {
    const file = load();
    breakIt(file);
    expect(composeRules[rule](file)).not.toEqual([]);
  });

  test('a key the specification does not have', () => {
    expect(specification()({ services: { service: { imag: 'x' } } })).toBe(false);
  });
});

/** The parts of a Compose file that our own rules look at. */
export interface ComposeFile {
  services: Record<string, ComposeService>;
  networks?: Record<string, { internal?: boolean }>;
  secrets?: Record<string, { file?: string; environment?: string; content?: string }>;
}

interface ComposeService {
  image?: string;
  user?: string;
  read_only?: boolean;
  privileged?: boolean;
  network_mode?: string;
  cap_drop?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  pids_limit?: number;
  mem_limit?: string;
  healthcheck?: { test: string[] };
  environment?: Record<string, unknown>;
  secrets?: string[];
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
}

type Rule = (file: ComposeFile) => string[];

const secretName = /SECRET|PASSWORD|KEY|DATABASE_URL|TOKEN/;

/** Every service, as complaints `name: what is wrong`. */
function each(file: ComposeFile, complain: (service: ComposeService) => string[]): string[] {
  return Object.entries(file.services).flatMap(([name, service]) =>
    complain(service).map((problem) => `${name}: ${problem}`),
  );
}

function unless(fine: boolean, problem: string): string[] {
  return fine ? [] : [problem];
}

const ours = (service: ComposeService) => service.image === 'civic-link';

/** A secret reaches a container only as a file: never as a value here or in its environment. */
const noSecretValues: Rule = (file) => [
  ...each(file, ({ environment = {} }) =>
    Object.keys(environment)
      .filter((name) => secretName.test(name) && !name.endsWith('_FILE'))
      .map((name) => `${name} must be given as ${name}_FILE`),
  ),
  ...Object.entries(file.secrets ?? {})
    .filter(([, secret]) => secret.file === undefined)
    .map(([name]) => `secret ${name} must be a file`),
];

/** Every `_FILE` names a secret that the container is given. */
const secretsArrive: Rule = (file) =>
  each(file, ({ environment = {}, secrets = [] }) =>
    Object.entries(environment)
      .filter(([name]) => name.endsWith('_FILE'))
      .filter(([, path]) => !secrets.some((secret) => path === `/run/secrets/${secret}`))
      .map(([name]) => `${name} names no secret of this container`),
  );

/** What every container of ours may not do. */
const lockedDown: Rule = (file) =>
  each(file, (service) => [
    ...unless(service.cap_drop?.includes('ALL') === true, 'cap_drop must be ALL'),
    ...unless(
      service.security_opt?.includes('no-new-privileges:true') === true,
      'no-new-privileges must be on',
    ),
    ...unless(service.pids_limit !== undefined, 'pids_limit must be set'),
    ...unless(service.mem_limit !== undefined, 'mem_limit must be set'),
    ...unless(service.privileged !== true && !service.network_mode, 'must not share the host'),
    ...(ours(service) ? unprivileged(service) : []),
  ]);

function unprivileged(service: ComposeService): string[] {
  const [user = '0', group = '0'] = (service.user ?? '').split(':').map(Number);
  return [
    ...unless(service.read_only === true, 'read_only must be true'),
    ...unless(service.tmpfs?.includes('/tmp') === true, '/tmp must be a tmpfs'),
    ...unless(Number(user) > 0 && Number(group) > 0, 'user must be a number other than root'),
    ...unless(service.volumes === undefined, 'must not mount anything'),
  ];
}

/** PostgreSQL 18 refuses the path of older images, and a volume elsewhere would lose the data. */
const volumePath: Rule = (file) =>
  each(file, ({ image = '', volumes = [] }) =>
    image.startsWith('postgres:')
      ? unless(
          image === 'postgres:18' && volumes.some((path) => path.endsWith(':/var/lib/postgresql')),
          'must be postgres:18 with its volume at /var/lib/postgresql',
        )
      : [],
  );

/** The database is reachable by its neighbours only, and nothing listens beyond this machine. */
const closedNetwork: Rule = (file) => [
  ...unless(file.networks?.database?.internal === true, 'network database must be internal'),
  ...each(file, ({ image = '', networks = [], ports = [] }) => [
    ...unless(
      !image.startsWith('postgres:') || (networks.join() === 'database' && ports.length === 0),
      'must be on the network database only, without ports',
    ),
    ...ports
      .filter((port) => !port.startsWith('127.0.0.1:'))
      .map((port) => `port ${port} must be bound to 127.0.0.1`),
  ]),
];

/** The service starts on a migrated database, and what stays up says whether it is well. */
const startOrder: Rule = (file) =>
  each(file, ({ depends_on: after = {}, healthcheck, environment = {} }) => {
    const migrates = 'MIGRATION_DATABASE_URL_FILE' in environment;
    if (migrates)
      return unless(after.database?.condition === 'service_healthy', 'starts too early');
    const serves = 'ISSUER' in environment;
    const late = after.migrate?.condition === 'service_completed_successfully';
    return [
      ...unless(!serves || late, 'must wait for the migration'),
      ...unless(healthcheck !== undefined, 'needs a health check'),
    ];
  });

/** The service must never hold the role that may change the schema. */
const separateRoles: Rule = (file) =>
  each(file, ({ environment = {}, secrets = [] }) =>
    unless(
      !('ISSUER' in environment) || !secrets.includes('migration_database_url'),
      'must not be given the migration role',
    ),
  );

/** Every rule by its name. */
export const composeRules = {
  noSecretValues,
  secretsArrive,
  lockedDown,
  volumePath,
  closedNetwork,
  startOrder,
  separateRoles,
};

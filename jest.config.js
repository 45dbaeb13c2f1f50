/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}', '<rootDir>/src/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/conformance/reporter.ts'],
  setupFiles: ['<rootDir>/test/support/no-network.ts'],
  testTimeout: 30_000,
  maxWorkers: 2,
  // Each file has modules of its own, which a process that runs a hundred of them is slow to let go of.
  workerIdleMemoryLimit: '1500MB',
  // Sockets that clients keep open for a next request must not keep a finished run alive.
  forceExit: true,
  coverageProvider: 'v8',
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          keepClassNames: true,
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: true,
            react: { runtime: 'automatic', importSource: 'preact' },
          },
        },
        module: { type: 'es6' },
        sourceMaps: true,
      },
    ],
  },
};

import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Config } from './config.ts';

/** Makes the one `Config` injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static register(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Config, useValue: config }],
      exports: [Config],
    };
  }
}

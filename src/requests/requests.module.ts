import { Module } from '@nestjs/common';
import { Requests } from './requests.ts';

@Module({ providers: [Requests], exports: [Requests] })
export class RequestsModule {}

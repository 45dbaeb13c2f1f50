import { Controller, Get, Header } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { methods } from './stream-shape.ts';

/** What receivers read to set themselves up (SSF 1.0 §7.1). */
@Controller('.well-known/ssf-configuration')
export class SsfDiscoveryController {
  constructor(private readonly config: Config) {}

  @Get()
  @Header('cache-control', 'public, max-age=300')
  @Access({ kind: 'public' }, 'oauth', { readers: 'anyone' })
  describe(): object {
    const { issuer } = this.config;
    return {
      spec_version: '1_0',
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      delivery_methods_supported: [methods.poll, methods.push],
      configuration_endpoint: `${issuer}/feed/streams`,
      status_endpoint: `${issuer}/feed/status`,
      verification_endpoint: `${issuer}/feed/verify`,
      authorization_schemes: [{ spec_urn: 'urn:ietf:rfc:6749' }],
      default_subjects: 'ALL',
    };
  }
}

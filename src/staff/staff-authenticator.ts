import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { may, needsProof, permit } from '../permissions/permissions.ts';
import type { Access } from '../platform/http/access.ts';
import { Authenticators } from '../platform/http/authenticators.ts';
import type { Authenticator, Principal } from '../platform/http/authenticators.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { say } from '../words/words.ts';
import { roleNames } from './role-words.ts';
import { memberOf } from './person.ts';
import type { StaffSession } from './staff-sessions.ts';
import { StaffSessions } from './staff-sessions.ts';
import { provePath, signInPath } from './staff-paths.ts';

/**
 * Lets staff in whose role may do what the route is for; for what is dangerous only right after a passkey. The services
 * behind ask again what the role may do.
 */
@Injectable()
export class StaffAuthenticator implements Authenticator, OnModuleInit {
  readonly kind = 'staff';
  /** Requests of staff whose last proof is too old for what they want. */
  private readonly stale = new WeakSet<FastifyRequest>();

  constructor(
    private readonly authenticators: Authenticators,
    private readonly pages: PageAnswers,
    private readonly sessions: StaffSessions,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  async authenticate(request: FastifyRequest, access: Access): Promise<Principal | null> {
    const session = await this.sessions.current(request);
    if (session === null || access.kind !== 'staff') return null;
    const { secondsLeft, canStay, isFresh } = session;
    const ending = { secondsLeft, canStay, endedPath: signInPath(request), ...staffEnding };
    const { person } = session;
    const principal: Principal = {
      kind: 'staff',
      identity: session,
      ending,
      person: (language) =>
        say(language, 'staff.who', {
          name: person.name,
          role: say(language, roleNames[person.role]),
        }),
      may: (action) => may(person, action),
    };
    // Who may not do it still gets a page with the way out on it.
    request.principal = principal;
    if (access.action === null) return principal;
    permit(person, access.action);
    if (isFresh || !needsProof(access.action)) return principal;
    this.stale.add(request);
    return null;
  }

  refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const path = this.stale.has(request) ? provePath(request) : signInPath(request);
    return this.pages.goTo(request, reply, path);
  }
}

const staffEnding = {
  askPath: '/staff/time-left',
  stayPath: '/staff/stay',
  signOutPath: '/staff/sign-out',
} as const;

/** The session of a request to a route that only staff reach. */
export function staffSessionOf(request: FastifyRequest): StaffSession {
  return request.principal?.identity as StaffSession;
}

/** Who gives the order of a request from the console. */
export function staffMemberOf(request: FastifyRequest): StaffMember {
  return memberOf(staffSessionOf(request).person);
}

import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bindBrowser } from '../../platform/http/browser-binding.ts';
import { PageAnswers } from '../../platform/http/page-answers.ts';
import { Directory } from '../../staff/directory.ts';
import { Passkeys } from '../../staff/passkeys.ts';
import { staffSessionOf } from '../../staff/staff-authenticator.ts';
import { freshSeconds } from '../../staff/staff-limits.ts';
import { DirectoryProvePage } from '../pages/door/directory-prove-page.tsx';
import type { DoorProblem } from '../pages/door/door-problem.ts';
import { StaffProvePage } from '../pages/door/prove-page.tsx';
import { StaffSignInPage } from '../pages/door/sign-in-page.tsx';

/** What a page at the door says: where to go on, and what went wrong. */
interface Told {
  back: string;
  problem?: DoorProblem;
}

const statuses = { passkey: 422, directory: 503 } as const satisfies Record<DoorProblem, number>;

/** The two pages that ask staff who they are: to come in, and before something dangerous. */
@Injectable()
export class DoorPages {
  constructor(
    private readonly directory: Directory,
    private readonly pages: PageAnswers,
    private readonly passkeys: Passkeys,
  ) {}

  /** Asks for a passkey, or for the account that the city gave. */
  async askToSignIn(
    request: FastifyRequest,
    reply: FastifyReply,
    told: Told,
  ): Promise<FastifyReply> {
    const options = await this.passkeys.toSignIn(bindBrowser(request, reply));
    const formTargets = await this.directory.formTargets();
    const directory = this.directory.label;
    const page = StaffSignInPage({ frame: this.pages.frame(request), options, directory, ...told });
    const status = statusOf(told);
    return this.pages.send(reply, page, { status, formTargets, runsScript: true });
  }

  /** Asks for what somebody came in with. */
  async askToProve(
    request: FastifyRequest,
    reply: FastifyReply,
    told: Told,
  ): Promise<FastifyReply> {
    const { label: directory } = this.directory;
    const seconds = freshSeconds;
    const status = statusOf(told);
    const browser = bindBrowser(request, reply);
    const frame = this.pages.frame(request);
    if (directory !== null && staffSessionOf(request).isFromDirectory) {
      const formTargets = await this.directory.formTargets();
      const page = DirectoryProvePage({ frame, directory, seconds, ...told });
      return this.pages.send(reply, page, { status, formTargets });
    }
    const options = await this.passkeys.toSignIn(browser);
    const page = StaffProvePage({ frame, options, seconds, ...told });
    return this.pages.send(reply, page, { status, runsScript: true });
  }
}

function statusOf({ problem }: Told): number {
  return problem === undefined ? 200 : statuses[problem];
}

import { Injectable } from '@nestjs/common';
import { hours } from '../kernel/duration.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { AppChanges } from './app-changes.ts';
import type { AppChange, ChangeOrder } from './app-changes.ts';
import type { AppRecord } from './app-record.ts';
import { Apps } from './apps.ts';
import type { Registration, SecretRotation } from './apps.ts';
import type { CityApp, NewApp } from './city-app.ts';
import { readRecords } from './registry/statements.ts';
import { needsApproval } from './scopes.ts';

/** How long the old secret works beside a new one: a day in which somebody can put the new one in place. */
export const secretOverlapSeconds = hours(24);

type RecordRow = CityApp & Omit<AppRecord, 'app'>;
type Switched = 'done' | 'nothing-to-do' | 'unknown-app';

/**
 * What staff do with city apps, in the console, through the API and at the terminal. An app that works for staff can do
 * nothing here that would give it powers somebody has to approve: it neither approves scopes nor touches an app that has
 * such scopes, except to pause it.
 */
@Injectable()
export class AppDesk {
  constructor(
    private readonly apps: Apps,
    private readonly changes: AppChanges,
    private readonly database: Database,
  ) {}

  /** Every app, by name, as it is now. */
  async list(by: StaffMember): Promise<AppRecord[]> {
    permit(by, 'app.see');
    return (await this.database.run<RecordRow>(readRecords, [null])).map(recordOf);
  }

  /** One app as it is now; null when there is none. */
  async find(by: StaffMember, id: string): Promise<AppRecord | null> {
    permit(by, 'app.see');
    return this.read(id);
  }

  /** Registers an app. Its secret is in the outcome and nowhere else. */
  async register(by: StaffMember, newApp: NewApp): Promise<Registration> {
    permit(by, 'app.change');
    return this.apps.register({ ...newApp, ...approvalOf(by, newApp) }, by.actor);
  }

  /** Changes what is given, by the rules of a registration. */
  async change(by: StaffMember, { id, changes }: ChangeOrder): Promise<AppChange> {
    permit(by, 'app.change');
    await this.checkReach(by, id);
    return this.changes.change(
      { id, changes: { ...changes, ...approvalOf(by, changes) } },
      by.actor,
    );
  }

  /** Makes a new secret. The old one works for the overlap; while an older one does, nothing happens. */
  async rotateSecret(
    by: StaffMember,
    id: string,
    overlapSeconds = secretOverlapSeconds,
  ): Promise<SecretRotation> {
    permit(by, 'app.change');
    await this.checkReach(by, id);
    return this.apps.rotateSecret(id, { overlapSeconds, isPromised: true }, by.actor);
  }

  /** Ends the old secret before its time is over. */
  async endOldSecret(by: StaffMember, id: string): Promise<Switched> {
    permit(by, 'app.change');
    await this.checkReach(by, id);
    return this.ifKnown(id, () => this.apps.endOldSecret(id, by.actor));
  }

  /** Switches an app off: it can do nothing, and every token it holds is dead for ever. */
  async pause(by: StaffMember, id: string): Promise<Switched> {
    permit(by, 'app.change');
    return this.ifKnown(id, () => this.apps.disable(id, by.actor));
  }

  /** Switches it on again. Residents are asked anew. */
  async resume(by: StaffMember, id: string): Promise<Switched> {
    permit(by, 'app.change');
    await this.checkReach(by, id);
    return this.ifKnown(id, () => this.apps.enable(id, by.actor));
  }

  /** Whoever has the secret of an app has its powers; so has whoever says where its residents are sent. */
  private async checkReach({ role }: StaffMember, id: string): Promise<void> {
    if (role !== undefined) return;
    const scopes = (await this.read(id))?.app.scopes ?? [];
    if (scopes.some(needsApproval)) throw outOfReach();
  }

  /** An app is never deleted: one that is there stays there. */
  private async ifKnown(id: string, act: () => Promise<Switched>): Promise<Switched> {
    return (await this.read(id)) === null ? 'unknown-app' : act();
  }

  private async read(id: string): Promise<AppRecord | null> {
    const row = await firstRow<RecordRow>(this.database, readRecords, [id]);
    return row && recordOf(row);
  }
}

/** Only a person approves. */
function approvalOf({ role }: StaffMember, { scopesApproved = false }: Partial<NewApp>) {
  return { scopesApproved: scopesApproved && role !== undefined };
}

function recordOf(row: RecordRow): AppRecord {
  const { registeredAt, pausedAt, secretMadeAt, oldSecretEndsAt, ...app } = row;
  return { app, registeredAt, pausedAt, secretMadeAt, oldSecretEndsAt };
}

function outOfReach(): ServiceError {
  return new ServiceError({
    code: 'not-allowed',
    status: 403,
    message: 'You may not do this.',
    detail: 'an app with approved scopes is for a person to change',
  });
}

import type { StaffRole } from '../../src/permissions/permissions.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import { atServer } from '../support/staff.ts';
import { Visitor } from './visitor.ts';

/** Somebody new on the staff, at a real browser that keeps their passkey as a phone would. */
export class PasskeyHolder extends Visitor {
  /** From the link that an operator makes on the server to the first page of the console. */
  async enrol(role: StaffRole, name: string): Promise<void> {
    await this.carryAuthenticator();
    const people = this.service.running.app.get(StaffPeople);
    const { token } = await people.invite(atServer, { name, role });
    await this.open(`/staff/enrol/${token}`);
    await this.press('staff.enrol.btn');
    await this.open('/staff');
    await this.press('common.nav.signout');
    await this.open('/staff/sign-in');
    await this.press('staff.signin.btn');
  }

  /** Presses the button or follows the link whose address ends so, where its words say of what it is. */
  async goTo(ending: string): Promise<void> {
    const control = `form[action$="${ending}"] button, main a[href$="${ending}"]`;
    await this.follow(() => this.page.locator(control).first().click());
  }

  /** Everything the main part of the page says. */
  async reads(): Promise<string> {
    return (await this.page.textContent('main')) ?? '';
  }

  /** Chromium plays the device: it makes and keeps passkeys and says that its owner is there. */
  private async carryAuthenticator(): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
  }
}

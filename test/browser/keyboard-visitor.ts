import type { Locator } from 'playwright-core';
import { Visitor } from './visitor.ts';

/** More than any page has controls. */
const mostPresses = 60;

/** A person without a mouse: every control is reached with Tab and used with Enter, Space or an arrow. */
export class KeyboardVisitor extends Visitor {
  protected override async activate(control: Locator): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  protected override async check(control: Locator): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press('Space');
    if (!(await control.isChecked())) throw new Error('The space bar did not check it.');
  }

  private async reach(control: Locator): Promise<void> {
    for (let presses = 0; presses < mostPresses; presses += 1) {
      await this.page.keyboard.press('Tab');
      if (await control.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab never reaches ${String(control)}.`);
  }
}

// Test equipment. What a person does in the window and at the provider, for the end-to-end specs.
import type { RunningApp } from '../support/host/host.ts';
import type { SignInChoice } from '../support/persons-browser.ts';
import type { Stage } from './stage.ts';

/** Waits until a condition holds; `patience` in milliseconds. */
export async function waitFor(condition: () => Promise<boolean>, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`This did not come true in ${patience} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Presses a button whose whole name is given, or found by a pattern. */
export async function press({ page }: RunningApp, name: string | RegExp): Promise<void> {
  await page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
}

/** From a form or a failure back to the empty window. */
export async function backToStart(app: RunningApp): Promise<void> {
  const back = app.page.getByRole('button', { name: 'Back', exact: true });
  const start = app.page.getByRole('button', { name: /^Try it with/ });
  while (!(await start.isVisible())) {
    await back.click();
    await back.or(start).first().waitFor();
  }
}

/** From the empty window to the address for the browser. */
export async function beginWithPractice(stage: Stage, app: RunningApp): Promise<string> {
  await press(app, /^Try it with/);
  await press(app, 'Sign in in the browser');
  return stage.nextAddress();
}

/** The whole sign-in; returns what the last page in the browser says. */
export async function signInWithPractice(
  stage: Stage,
  app: RunningApp,
  choice: SignInChoice,
): Promise<string> {
  return stage.person.signIn(await beginWithPractice(stage, app), choice);
}

/** An account's row, by its label and, where given, its status. */
export function accountRow({ page }: RunningApp, label: string, status = '') {
  return page.getByRole('row', { name: new RegExp(`^${label}.*${status}$`) });
}

export function clipboardText(app: RunningApp): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText(), undefined);
}

/** Copies with the large button and returns what is on the clipboard then. */
export async function copyToken(app: RunningApp, label: string): Promise<string> {
  await press(app, `Copy token of ${label}`);
  await app.page.getByText('Copied. The clipboard is cleared in').first().waitFor();
  return clipboardText(app);
}

export async function chooseFromMenu(app: RunningApp, menu: string, item: RegExp): Promise<void> {
  await press(app, menu);
  await app.page.getByRole('menuitem', { name: item }).click();
}

/** Opens the palette, types and takes the first hit. */
export async function takeFromPalette({ page }: RunningApp, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

/** Answers the system's dialogs for a file with this path from now on. */
export async function willChoose(app: RunningApp, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, filePath);
}

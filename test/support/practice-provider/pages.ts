// Test and demonstration. The pages of the practice provider: who signs in, whether to allow, what went wrong.
import type { Person } from './people.ts';

const style = `
:root { color-scheme: light dark; --line: #d5d8de; --ink: #1d2129; --soft: #5b6472; --ground: #f4f5f7;
  --card: #fff; --accent: #2b59c3; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3a404b; --ink: #e8eaee; --soft: #a3abb8; --ground: #16181d; --card: #1f2229;
    --accent: #8db0ff; --on-accent: #10182b; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { width: min(400px, 100%); padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; }
p { margin: 0 0 20px; color: var(--soft); }
ul { margin: 0 0 24px; padding-left: 20px; }
form { display: grid; gap: 8px; margin: 0; }
form.two { grid-template-columns: 1fr 1fr; }
button { font: inherit; min-height: 44px; padding: 8px 16px; text-align: left; color: inherit; background: none;
  border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button small { display: block; color: var(--soft); }
.two button { text-align: center; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
footer { margin-top: 24px; font-size: 13px; color: var(--soft); }
`;

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>${style}</style></head>
<body><main>${body}<footer>Practice provider: for trying things out. Nobody’s real data is here.</footer></main></body>
</html>
`;
}

/** Asks who signs in: one button for each person. `action` is where the form goes. */
export function personPage(action: string, client: string, people: readonly Person[]): string {
  const buttons = people.map(
    ({ id, name, email }) =>
      `<button name="person" value="${escaped(id)}">${escaped(name)} <small>${escaped(email)}</small></button>`,
  );
  return page(
    'Who is signing in?',
    `<h1>Who is signing in?</h1>
<p>${escaped(client)} would like to know. Choose a person; no password is needed here.</p>
<form method="post" action="${escaped(action)}">${buttons.join('')}</form>`,
  );
}

/** Asks the person to allow or deny what the client wants. */
export function consentPage(
  action: string,
  client: string,
  person: string,
  scopes: readonly string[],
): string {
  const wishes = scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('');
  return page(
    `Allow ${client}?`,
    `<h1>Allow ${escaped(client)}?</h1>
<p>You are signed in as ${escaped(person)}. It asks for:</p>
<ul>${wishes === '' ? '<li>what you allowed before</li>' : wishes}</ul>
<form class="two" method="post" action="${escaped(action)}"><button name="decision" value="deny">Deny</button>
<button class="main" name="decision" value="allow">Allow</button></form>`,
  );
}

/** Asks for the code that a device shows. `form` is oidc-provider's own, without a button. */
export function codePage(form: string, isWrong: boolean): string {
  return page(
    'Enter the code',
    `<h1>Enter the code</h1><p>${isWrong ? 'That code is not waited for. ' : ''}Enter the code that you were shown.</p>
${form}<button class="main" type="submit" form="op.deviceInputForm">Continue</button>`,
  );
}

/** Asks whether the code is the person's own, so that nobody signs in a stranger's device (RFC 8628 section 5.4). */
export function confirmationPage(form: string, client: string, userCode: string): string {
  return page(
    'Is this your code?',
    `<h1>Is this your code?</h1><p>${escaped(client)} shows this code, and you started it yourself:</p>
<p><strong>${escaped(userCode)}</strong></p>${form}
<button class="main" type="submit" form="op.deviceConfirmForm">Continue</button>
<button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">It is not mine</button>`,
  );
}

export function donePage(): string {
  return page('Done', '<h1>Done</h1><p>You can close this page and go back.</p>');
}

/** Says that the request cannot go on, in the provider's terms. */
export function errorPage(error: string, description: string | undefined): string {
  return page(
    'This did not work',
    `<h1>This did not work</h1><p>${escaped(error)}${description === undefined ? '' : `: ${escaped(description)}`}</p>`,
  );
}

// Test and demonstration. The pages of the practice provider's device flow: the code, whether it is one's own, the end.
import { codePage, confirmationPage, donePage } from './pages.ts';

interface PageContext {
  type: string;
  body: string;
}

interface CodeError {
  readonly userCode?: string;
}

/** The page functions of oidc-provider's device flow. `form` is a form without buttons, known by its id. */
export const devicePages = {
  userCodeInputSource(ctx: PageContext, form: string, _out: unknown, error: CodeError | undefined): void {
    ctx.type = 'html';
    ctx.body = codePage(form, error !== undefined);
  },
  userCodeConfirmSource(
    ctx: PageContext,
    form: string,
    client: { readonly clientName?: string; readonly clientId: string },
    _device: unknown,
    userCode: string,
  ): void {
    ctx.type = 'html';
    ctx.body = confirmationPage(form, client.clientName ?? client.clientId, userCode);
  },
  successSource(ctx: PageContext): void {
    ctx.type = 'html';
    ctx.body = donePage();
  },
};

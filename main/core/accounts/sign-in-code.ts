// Pure. The authorization code flow: the person's browser, the redirect or the pasted address, the exchange of the code.
import { appError } from '../errors.ts';
import { exchangeCode } from '../oauth/authorization-code.ts';
import { authorizationRequest } from '../oauth/authorization-request.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { ClientAtServer } from '../oauth/server.ts';
import type { Browser, Clock, Http, Random, RedirectReceiver } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { SignInRequest } from './sign-in.ts';
import { type BrowserCourse, personsAnswer } from './sign-in-browser.ts';
import { waitForRedirect } from './sign-in-redirect.ts';
import { promptFor } from './sign-in-request.ts';
import { untilAborted } from './waiting.ts';

interface CodeParts {
  readonly http: Http;
  readonly receiver: RedirectReceiver;
  readonly browser: Browser;
  readonly clock: Clock;
  readonly random: Random;
}

export interface CodeCourse extends BrowserCourse {
  /** Somebody is signed in at this issuer already, and this one is to be a further account. */
  isFurther(issuer: string): boolean;
  /** From now on an address that the person pastes goes there; undefined: nothing is waited for any more. */
  takePasted(take: ((address: string) => Result<void>) | undefined): void;
}

export interface GrantedByRedirect {
  readonly grant: TokenGrant;
  readonly redirectUri: string;
}

/** Errors: `cancelled`, `sign_in_timeout`, those of the receiver, of the authorization request and the exchange. */
export async function grantByCode(
  { http, receiver, browser, clock, random }: CodeParts,
  client: ClientAtServer,
  { redirect: target, scopes }: Pick<SignInRequest, 'redirect' | 'scopes'>,
  course: CodeCourse,
): Promise<Result<GrantedByRedirect>> {
  const { signal } = course;
  const listening = await waitForRedirect(receiver, target);
  if (!listening.ok) return listening;
  const redirect = listening.value;
  const { redirectUri } = redirect;
  try {
    if (signal.aborted) return fail(appError('cancelled'));
    const prompt = promptFor(client.metadata, course.isFurther(client.metadata.issuer));
    const responseMode = target.kind === 'loopback' ? target.responseMode : undefined;
    const asked = {
      redirectUri,
      scopes,
      ...(prompt === undefined ? {} : { prompt }),
      ...(responseMode === undefined ? {} : { responseMode }),
    };
    const ports = { http, clock };
    const pending = await untilAborted(authorizationRequest(random, client, asked, ports), signal);
    if (!pending.ok) return pending;
    redirect.expect(pending.value);
    course.takePasted(redirect.paste);
    const answer = await personsAnswer({ browser, clock }, pending.value.url, redirect, course);
    course.takePasted(undefined);
    if (!answer.ok) return answer;
    // A refusal (RFC 6749 section 4.1.2.1) has no code to exchange.
    if (!answer.value.has('error')) course.tell({ kind: 'exchanging' });
    const exchanged = exchangeCode(ports, client, pending.value, answer.value, signal);
    const grant = await untilAborted(exchanged, signal);
    return grant.ok ? ok({ grant: grant.value, redirectUri }) : grant;
  } finally {
    await redirect.close();
  }
}

// Window. Judges what was entered for a client before it is sent. Pure.
import type { ProviderView } from '../../preload/contract.ts';
import { formWords } from '../text/add.ts';
import type { Draft } from './app-state.ts';

/** The form as it is typed: everything but the secret, which stays in its field. */
export interface Entered {
  readonly issuer: string;
  readonly clientId: string;
  readonly label: string;
  readonly scopes: string;
  readonly port: string;
  readonly method: 'client_secret_basic' | 'client_secret_post';
  readonly allowHttp: boolean;
}

export type Wrong = Partial<Readonly<Record<'issuer' | 'clientId' | 'secret' | 'port', string>>>;

export function enteredFrom({ answers }: Draft): Entered {
  return {
    issuer: answers.issuer,
    clientId: answers.clientId,
    label: answers.label,
    scopes: answers.scopes.join(' '),
    port: String(answers.redirectPort),
    method:
      answers.clientAuthentication === 'client_secret_post' ? 'client_secret_post' : 'client_secret_basic',
    allowHttp: answers.dangerouslyAllowHttpOnLoopback,
  };
}

/** What is wrong with the entries, field by field; empty when nothing is. */
export function wrongWith(entered: Entered, provider: ProviderView, hasSecret: boolean): Wrong {
  const issuer = wrongIssuer(entered);
  const port = portOf(entered.port) === undefined ? formWords.portWrong : undefined;
  return {
    ...(issuer === undefined ? {} : { issuer }),
    ...(entered.clientId.trim() === '' ? { clientId: formWords.clientIdMissing } : {}),
    ...(provider.clientSecret === 'required' && !hasSecret ? { secret: formWords.secretMissing } : {}),
    ...(port === undefined ? {} : { port }),
  };
}

function wrongIssuer({ issuer, allowHttp }: Entered): string | undefined {
  if (issuer.trim() === '') return formWords.issuerMissing;
  const url = URL.parse(issuer.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return formWords.issuerWrong;
  return url.protocol === 'http:' && !allowHttp ? formWords.issuerPlain : undefined;
}

/** 0 to 65535, or undefined. */
export function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** The entries as they are sent. Call it only when nothing is wrong with them. */
export function draftFrom(provider: ProviderView, entered: Entered, hasSecret: boolean): Draft {
  return {
    provider,
    answers: {
      issuer: entered.issuer.trim(),
      clientId: entered.clientId.trim(),
      clientAuthentication: hasSecret ? entered.method : 'none',
      scopes: entered.scopes.split(/\s+/).filter(Boolean),
      redirectPort: portOf(entered.port) ?? provider.redirectPort,
      label: entered.label.trim(),
      dangerouslyAllowHttpOnLoopback: entered.allowHttp,
    },
  };
}

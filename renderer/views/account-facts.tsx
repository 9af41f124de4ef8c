// Window. All there is to know about an account, in sections.
import type { ReactNode } from 'react';
import type { AccountDetailView, AccountView } from '../../preload/contract.ts';
import { Section } from '../components/section.tsx';
import { Moment } from '../components/time-left.tsx';
import { clockSkew, facts, scopeWords, sections } from '../text/detail.ts';
import { eventWords } from '../text/status.ts';
import { inBrief, spoken } from '../text/time.ts';
import { TokenContent } from './token-content.tsx';

interface AccountFactsProps {
  /** The account as of now; the detail is read a moment later. */
  readonly account: AccountView;
  readonly detail: AccountDetailView;
}

export function AccountFacts({ account, detail }: AccountFactsProps) {
  return (
    <div className="facts">
      <TokenFacts account={account} detail={detail} />
      <WhoFacts detail={detail} />
      <Scopes detail={detail} />
      {detail.jwt !== undefined && <TokenContent jwt={detail.jwt} />}
      <Events detail={detail} />
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly isMono?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isMono, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className={isMono === true ? 'mono' : ''}>{children}</dd>
    </div>
  );
}

function TokenFacts({ account, detail }: AccountFactsProps) {
  const { expiresAt, issuedAt, nextRefreshAt } = account;
  const skew = detail.clockSkewMs;
  return (
    <Section title={sections.token}>
      <dl>
        <Fact name={facts.issued}>
          <Moment at={issuedAt} />
        </Fact>
        <Fact name={facts.expires}>
          {expiresAt === undefined ? (
            facts.expiryUnknown
          ) : (
            <>
              <Moment at={expiresAt} />
              {expiresAt > issuedAt && (
                <span className="aside">{facts.lifetime(spoken(expiresAt - issuedAt))}</span>
              )}
            </>
          )}
        </Fact>
        <Fact name={facts.nextRefresh}>
          {nextRefreshAt === undefined ? facts.noRefresh : <Moment at={nextRefreshAt} as="relative" />}
        </Fact>
        <Fact name={facts.refreshToken}>
          {account.hasRefreshToken ? facts.refreshTokenKept : facts.refreshTokenNone}
        </Fact>
        <Fact name={facts.type}>
          {detail.tokenType}, {detail.jwt === undefined ? facts.opaque : facts.jwt}
        </Fact>
      </dl>
      {skew !== undefined && <p className="hint">{clockSkew(inBrief(Math.abs(skew)), skew > 0)}</p>}
    </Section>
  );
}

function WhoFacts({ detail }: { readonly detail: AccountDetailView }) {
  return (
    <Section title={sections.account}>
      <dl>
        {detail.subject !== undefined && (
          <Fact name={facts.subject} isMono>
            <bdi>{detail.subject}</bdi>
          </Fact>
        )}
        {detail.email !== undefined && (
          <Fact name={facts.email}>
            <bdi>{detail.email}</bdi>
          </Fact>
        )}
        <Fact name={facts.issuer} isMono>
          <bdi>{detail.issuer}</bdi>
        </Fact>
        <Fact name={facts.client} isMono>
          <bdi>{detail.clientId}</bdi>
        </Fact>
        <Fact name={facts.added}>
          <Moment at={detail.createdAt} />
        </Fact>
      </dl>
    </Section>
  );
}

function Scopes({ detail }: { readonly detail: AccountDetailView }) {
  const missing = detail.scopesAsked.filter((scope) => !detail.scopesGranted.includes(scope));
  return (
    <Section title={sections.scopes}>
      {detail.scopesGranted.length === 0 && missing.length === 0 ? (
        <p className="hint">{scopeWords.none}</p>
      ) : (
        <ul className="scopes">
          {detail.scopesGranted.map((scope) => (
            <li className="scope" key={scope}>
              <bdi>{scope}</bdi>
            </li>
          ))}
          {missing.map((scope) => (
            <li className="scope missing" key={scope}>
              <bdi>{scope}</bdi> <span>{scopeWords.missing}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Events({ detail }: { readonly detail: AccountDetailView }) {
  if (detail.events.length === 0) return null;
  return (
    <Section title={sections.events}>
      <ol className="events">
        {detail.events.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            <Moment at={event.at} />
            <span>
              {eventWords(event)}
              {event.error !== undefined && <span className="event-error">{event.error.what}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

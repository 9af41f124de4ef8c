// Window. All there is to know of an account, below what one needs every day.
import type { AccountDetailView, AccountView } from '../../preload/contract.ts';
import { Fact } from '../components/fact.tsx';
import { Section } from '../components/section.tsx';
import { Moment } from '../components/time-left.tsx';
import {
  clockSkew,
  contentKinds,
  facts,
  origins,
  renewals,
  renewedByImport,
  sections,
} from '../text/detail.ts';
import { eventWords } from '../text/status.ts';
import { inBrief, spoken } from '../text/time.ts';
import { AccountScopes } from './account-scopes.tsx';
import { TokenContent } from './token-content.tsx';
import { TokenUse } from './token-use.tsx';

interface AccountFactsProps {
  /** Up to date; the detail is read a moment later. */
  readonly account: AccountView;
  readonly detail: AccountDetailView;
}

export function AccountFacts({ account, detail }: AccountFactsProps) {
  // What was found about a token says nothing of the next one.
  const token = `${account.id} ${account.issuedAt}`;
  return (
    <div className="facts">
      <TokenFacts account={account} detail={detail} />
      <WhoFacts detail={detail} />
      <AccountScopes detail={detail} key={`scopes ${account.id}`} />
      {detail.can.whoAmI && (
        <TokenUse
          accountId={account.id}
          isOfClient={detail.origin === 'client_credentials'}
          key={`use ${token}`}
        />
      )}
      <TokenContent detail={detail} key={`content ${token}`} />
      <Events detail={detail} />
    </div>
  );
}

function TokenFacts({ account, detail }: AccountFactsProps) {
  const { expiresAt, issuedAt, nextRefreshAt } = account;
  const skew = detail.clockSkewMs;
  return (
    <Section title={sections.token}>
      <dl>
        <Fact name={facts.origin}>{origins[detail.origin]}</Fact>
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
        <Fact name={facts.renewal}>
          {account.renewal === 'none' && !detail.can.signInAgain
            ? renewedByImport
            : renewals[account.renewal]}
        </Fact>
        <Fact name={facts.nextRefresh}>
          {nextRefreshAt === undefined ? facts.noRefresh : <Moment at={nextRefreshAt} as="relative" />}
        </Fact>
        <Fact name={facts.refreshToken}>
          {account.hasRefreshToken ? facts.refreshTokenKept : facts.refreshTokenNone}
          {account.hasRefreshToken && detail.refreshExpiresAt !== undefined && (
            <span className="aside">
              {facts.refreshTokenUntil} <Moment at={detail.refreshExpiresAt} />
            </span>
          )}
        </Fact>
        <Fact name={facts.type}>
          {detail.tokenType}, {contentKinds[detail.content.kind]}
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
        {detail.issuer !== '' && (
          <Fact name={facts.issuer} isMono>
            <bdi>{detail.issuer}</bdi>
          </Fact>
        )}
        {detail.clientId !== '' && (
          <Fact name={facts.client} isMono>
            <bdi>{detail.clientId}</bdi>
          </Fact>
        )}
        <Fact name={facts.added}>
          <Moment at={detail.createdAt} />
        </Fact>
      </dl>
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

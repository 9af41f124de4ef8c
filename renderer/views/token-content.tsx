// Window. What a JWT says about itself, read and not verified.
import { ShieldQuestionMark } from 'lucide-react';
import type { AccountDetailView, ClaimView } from '../../preload/contract.ts';
import { Section } from '../components/section.tsx';
import { Moment } from '../components/time-left.tsx';
import { jwtWords, sections } from '../text/detail.ts';

interface TokenContentProps {
  readonly jwt: NonNullable<AccountDetailView['jwt']>;
}

export function TokenContent({ jwt }: TokenContentProps) {
  return (
    <Section title={sections.content}>
      <p className="unverified">
        <ShieldQuestionMark aria-hidden="true" size={14} />
        <strong>{jwtWords.notVerified}</strong>
        <span>{jwtWords.explanation}</span>
      </p>
      <Claims title={jwtWords.header} claims={jwt.header} />
      <Claims title={jwtWords.claims} claims={jwt.claims} />
    </Section>
  );
}

function Claims({ title, claims }: { readonly title: string; readonly claims: readonly ClaimView[] }) {
  return (
    <>
      <h3>{title}</h3>
      <dl className="claims">
        {claims.map((claim) => (
          <div className="fact" key={claim.name}>
            <dt className="mono">
              <bdi>{claim.name}</bdi>
            </dt>
            <dd className="mono">
              <bdi>{claim.value}</bdi>
              {claim.at !== undefined && (
                <span className="aside">
                  <Moment at={claim.at} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

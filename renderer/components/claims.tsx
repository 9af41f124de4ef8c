// Window. Members of a token or of an answer about it, each with what it means and, where it is a time, when that is.
import type { ClaimView } from '../../preload/contract.ts';
import { Moment } from './time-left.tsx';

interface ClaimsProps {
  readonly title: string;
  readonly claims: readonly ClaimView[];
}

export function Claims({ title, claims }: ClaimsProps) {
  if (claims.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl className="claims">
        {claims.map((claim) => (
          <div className="fact" key={claim.name}>
            <dt className="mono">
              <bdi>{claim.name}</bdi>
            </dt>
            <dd>
              <bdi className="mono">{claim.value}</bdi>
              {claim.at !== undefined && <When at={claim.at} />}
              {claim.meaning !== undefined && <span className="claim-meaning">{claim.meaning}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** As a moment, and how far away that is. */
function When({ at }: { readonly at: number }) {
  return (
    <span className="aside">
      <Moment at={at} />, <Moment at={at} as="relative" />
    </span>
  );
}

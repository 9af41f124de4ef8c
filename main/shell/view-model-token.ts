// Main process. What is known of a token as the window sees it: its content, and what its provider says of it.
import type {
  ClaimView,
  TokenContentView,
  TokenReportView,
  UseReportView,
  VerificationView,
} from '../../preload/contract.ts';
import type { TokenReport, UseReport } from '../core/accounts/service.ts';
import { explain } from '../core/oauth/claims.ts';
import type { ExplainedClaim, TokenContent, Verification } from '../core/oauth/inspection.ts';
import { whoIs } from './view-model.ts';

export function contentView(content: TokenContent): TokenContentView {
  const { kind } = content;
  const nothing = { kind, header: [], claims: [], problem: undefined };
  switch (kind) {
    case 'signed':
    case 'unsigned':
      return {
        ...nothing,
        header: claimViews(explain(content.header)),
        claims: claimViews(explain(content.claims)),
      };
    case 'nested':
      return {
        ...nothing,
        header: claimViews(explain(content.header)),
        claims: contentView(content.inner).claims,
      };
    case 'encrypted':
      return { ...nothing, header: claimViews(explain(content.header)) };
    case 'malformed':
      return { ...nothing, problem: content.problem };
    case 'opaque':
      return nothing;
  }
}

function claimViews(claims: readonly ExplainedClaim[]): readonly ClaimView[] {
  return claims.map(({ name, value, meaning, at }) => ({ name, value, meaning, at }));
}

export function verificationView(verification: Verification): VerificationView {
  const { signature, algorithm, keyId, issuer, audience, time } = verification;
  return { signature, algorithm, keyId, issuer, audience, time };
}

export function tokenReportView(report: TokenReport): TokenReportView {
  const { source, active, expiresAt, scopes, identity, members } = report;
  return { source, active, expiresAt, scopes, identity: whoIs(identity), members: claimViews(members) };
}

export function useReportView(report: UseReport): UseReportView {
  const { url, status, accepted, identity, answer } = report;
  return { url, status, accepted, identity: whoIs(identity), answer };
}

// Main process. What is known of a token as the window sees it: its content, and what its provider says of it.
import type {
  ClaimView,
  TokenContentView,
  TokenReportView,
  UseReportView,
  VerificationView,
} from '../../preload/contract.ts';
import { bestName } from '../core/accounts/labels.ts';
import type { TokenReport, UseReport } from '../core/accounts/service.ts';
import { explainContent } from '../core/oauth/claims.ts';
import type { ExplainedClaim, TokenContent, Verification } from '../core/oauth/inspection.ts';

export function contentView(content: TokenContent): TokenContentView {
  const { header, claims } = explainContent(content);
  const problem = content.kind === 'malformed' ? content.problem : undefined;
  return { kind: content.kind, header: claimViews(header), claims: claimViews(claims), problem };
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
  return { source, active, expiresAt, scopes, identity: bestName(identity), members: claimViews(members) };
}

export function useReportView(report: UseReport): UseReportView {
  const { url, status, accepted, identity, answer } = report;
  return { url, status, accepted, identity: bestName(identity), answer };
}

// Window. What a token says of itself, what its signature is worth, and what the provider says of it.
import { KeyRound, MessageCircleQuestionMark, ShieldQuestionMark } from 'lucide-react';
import type { AccountDetailView, TokenReportView, VerificationView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Claims } from '../components/claims.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Fact } from '../components/fact.tsx';
import { Section } from '../components/section.tsx';
import { Moment } from '../components/time-left.tsx';
import { VerdictLine } from '../components/verdict-line.tsx';
import { useQuestion } from '../hooks/question.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { facts, sections } from '../text/detail.ts';
import { contentSentence, inspectionWords, reportVerdict, verdicts } from '../text/inspection.ts';

interface ForDetail {
  readonly detail: AccountDetailView;
}

export function TokenContent({ detail }: ForDetail) {
  const { content, can } = detail;
  const isJwt = content.kind !== 'opaque' && content.kind !== 'malformed';
  return (
    <Section title={sections.content}>
      <p>{contentSentence(content)}</p>
      {content.problem !== undefined && (
        <p className="hint">
          {inspectionWords.problem}: {content.problem}
        </p>
      )}
      {isJwt && <Signature detail={detail} />}
      {can.introspect && <Report detail={detail} source="introspection" />}
      {can.validate && <Report detail={detail} source="validation" />}
      <Claims title={inspectionWords.header} claims={content.header} />
      <Claims title={inspectionWords.claims} claims={content.claims} />
    </Section>
  );
}

function Signature({ detail }: ForDetail) {
  const { tokens } = useTokendeck();
  const { isAsking, answer, error, ask } = useQuestion(() => tokens.verify(detail.id));
  return (
    <>
      <div role="status">{answer === undefined ? <NotVerified /> : <Verified found={answer} />}</div>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      {detail.can.verify ? (
        <div>
          <Button isPending={isAsking} icon={<KeyRound aria-hidden="true" size={16} />} onPress={ask}>
            {isAsking ? inspectionWords.checking : inspectionWords.check}
          </Button>
        </div>
      ) : (
        <p className="hint">{inspectionWords.noKeys}</p>
      )}
    </>
  );
}

function NotVerified() {
  return (
    <p className="unverified">
      <ShieldQuestionMark aria-hidden="true" size={14} />
      <strong>{inspectionWords.notVerified}</strong>
      <span>{inspectionWords.explanation}</span>
    </p>
  );
}

function Verified({ found }: { readonly found: VerificationView }) {
  return (
    <div className="report">
      <h3>{inspectionWords.verdict}</h3>
      {verdicts(found).map((verdict) => (
        <VerdictLine verdict={verdict} key={verdict.text} />
      ))}
    </div>
  );
}

interface ReportProps extends ForDetail {
  readonly source: TokenReportView['source'];
}

function Report({ detail, source }: ReportProps) {
  const { tokens } = useTokendeck();
  const { isAsking, answer, error, ask } = useQuestion(() => tokens.askProvider(detail.id, source));
  return (
    <>
      <div>
        <Button
          isPending={isAsking}
          icon={<MessageCircleQuestionMark aria-hidden="true" size={16} />}
          onPress={ask}
        >
          {isAsking ? inspectionWords.asking : inspectionWords.ask[source]}
        </Button>
      </div>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      <div className="report" role="status">
        {answer !== undefined && <VerdictLine verdict={reportVerdict(answer)} />}
      </div>
      {answer !== undefined && <ReportFacts report={answer} />}
    </>
  );
}

function ReportFacts({ report }: { readonly report: TokenReportView }) {
  const { expiresAt, identity, scopes, members } = report;
  return (
    <>
      <dl>
        {identity !== '' && (
          <Fact name={inspectionWords.belongsTo}>
            <bdi>{identity}</bdi>
          </Fact>
        )}
        {expiresAt !== undefined && (
          <Fact name={facts.expires}>
            <Moment at={expiresAt} />
          </Fact>
        )}
        {scopes !== undefined && (
          <Fact name={inspectionWords.scopes} isMono>
            <bdi>{scopes.join(' ')}</bdi>
          </Fact>
        )}
      </dl>
      <Claims title={inspectionWords.answer} claims={members} />
    </>
  );
}

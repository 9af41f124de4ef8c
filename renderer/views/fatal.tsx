// Window. Nothing works any more: says so, and offers to reload. It depends on nothing that may be broken.
import { RotateCw } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { fatalWords } from '../text/vault.ts';

interface FatalProps {
  readonly details: string;
}

export function Fatal({ details }: FatalProps) {
  return (
    <main className="stage">
      <div className="card">
        <h1>{fatalWords.title}</h1>
        <p>{fatalWords.remedy}</p>
        <pre className="details">{details}</pre>
        <div className="card-actions">
          <Button
            look="primary"
            autoFocus
            icon={<RotateCw aria-hidden="true" size={16} />}
            onPress={() => window.location.reload()}
          >
            {fatalWords.reload}
          </Button>
        </div>
      </div>
    </main>
  );
}

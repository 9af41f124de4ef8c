// Window. The entry: connects the state with the bridge and puts the application on the page.
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { bridge } from './api.ts';
import { App } from './app.tsx';
import { FaultBoundary } from './components/fault-boundary.tsx';
import { TokendeckContext } from './hooks/tokendeck.ts';
import { createTokendeck } from './state/tokendeck.ts';
import './styles/index.css';
import { fatalWords } from './text/vault.ts';
import { Fatal } from './views/fatal.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the application');

createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="en-GB">
      {bridge === undefined ? (
        <Fatal details={fatalWords.noBridge} />
      ) : (
        <FaultBoundary>
          <TokendeckContext value={createTokendeck(bridge, document)}>
            <App />
          </TokendeckContext>
        </FaultBoundary>
      )}
    </I18nProvider>
  </StrictMode>,
);

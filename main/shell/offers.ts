// Main process. The providers that the window offers.
import type { ProviderView } from '../../preload/contract.ts';
import type { PracticeProvider } from '../core/providers/practice.ts';
import type { Provider } from '../core/providers/provider.ts';
import type { ProviderBook } from '../core/providers/provider-book.ts';
import { providerView } from './view-model-provider.ts';

export interface Offers {
  readonly book: ProviderBook;
  view(provider: Provider): ProviderView;
  views(): readonly ProviderView[];
}

export function createOffers(book: ProviderBook, practice: PracticeProvider | undefined): Offers {
  const view = (provider: Provider): ProviderView =>
    providerView(provider, {
      isOwn: book.isOwn(provider.id),
      clientId: provider.id === practice?.provider.id ? practice.clientId : undefined,
    });
  return { book, view, views: () => book.all().map(view) };
}

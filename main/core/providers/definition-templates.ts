// Pure. The addresses in a definition: where they may lead, and which places they may have.
import { isLoopbackHost } from '../addresses.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import type { Provider, Template } from './provider.ts';

const place = /\{([^{}]*)\}/g;

/** What is wrong with a template; nothing else than the person's parameters may be filled in. */
export function templateProblems(
  path: string,
  template: Template,
  { parameters }: Provider,
  { isPage = false } = {},
): readonly DefinitionProblem[] {
  const places = [...template.matchAll(place)].map((match) => ({ name: match[1] ?? '', at: match.index }));
  const strange = places.find(({ name }) => !parameters.some((parameter) => parameter.name === name));
  if (strange !== undefined) {
    return [
      {
        path,
        problem: `{${strange.name}} is the place of no parameter.`,
        remedy:
          parameters.length === 0
            ? `Add a parameter called “${strange.name}”, or remove the place.`
            : `Write ${parameters.map(({ name }) => `{${name}}`).join(' or ')}, or add a parameter of that name.`,
      },
    ];
  }
  const isUrl = ({ name }: { readonly name: string }) =>
    parameters.some((parameter) => parameter.name === name && parameter.kind === 'url');
  const late = places.find((one) => one.at > 0 && isUrl(one));
  if (late !== undefined) {
    return [
      {
        path,
        problem: `{${late.name}} is a whole address, but stands inside of one.`,
        remedy: 'Put its place at the beginning, or make it a parameter of the kind “segment”.',
      },
    ];
  }
  // Otherwise the host that the person enters could be made part of another: {host}.elsewhere.example.
  if (/^\{[^{}]*\}[^/]/.test(template) && isUrl(places[0] ?? { name: '' })) {
    return [
      {
        path,
        problem: 'What follows the entered address is no path.',
        remedy: `Put “/” behind {${places[0]?.name}}.`,
      },
    ];
  }
  const first = places[0];
  const isEntered = first?.at === 0 && isUrl(first);
  const sample = template.replaceAll(place, (_whole, _name, at) =>
    isEntered && at === 0 ? 'https://host.example' : 'sample',
  );
  return addressProblems(path, sample, { isEntered, isPage });
}

/** What is wrong with an address that is opened or asked as it stands. Only a page for the browser has a fragment. */
export function addressProblems(
  path: string,
  address: string,
  { isEntered = false, isPage = false } = {},
): readonly DefinitionProblem[] {
  const wrong = (problem: string, remedy: string) => [{ path, problem, remedy }];
  if (/[{}]/.test(address)) {
    return wrong(
      'A place in the address is not closed, or there can be none here.',
      'Write places as {name}.',
    );
  }
  const url = URL.parse(address);
  if (url === null || !/^https?:\/\/[^/]/i.test(address)) {
    return wrong(
      isEntered ? 'This is no address when its places are filled.' : 'This is no whole address.',
      'Begin with https:// and a host name.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    return wrong(
      'There are credentials in the address.',
      'Remove what stands before “@”: a definition holds no secrets.',
    );
  }
  if (address.includes('#') && !isPage)
    return wrong('There is a fragment in the address.', 'Remove “#” and what follows it.');
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return wrong(
      'This address is not encrypted.',
      'Begin with https://; http:// is for 127.0.0.1 and localhost alone.',
    );
  }
  return [];
}

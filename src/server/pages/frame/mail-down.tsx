import type { ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import { channelWords } from '../../channels/words.ts';
import { Phone } from './document.tsx';
import type { EventView } from './view.ts';

/** Before anybody writes a mail that nobody gets: what works instead. Gone by itself when mail arrives again. */
export function MailDown({ view }: { view: EventView }): ReactNode {
  const { edition, link, language, current } = view;
  const t = channelWords[language];
  return (
    <p className="note" data-slot="mail-down">
      <b>{t.publicDown()}</b> {current.open && <a href={link(paths.report(edition.id))}>{t.publicForm()}</a>}{' '}
      {edition.teamPhone !== '' && (
        <>
          {t.publicCall()} <Phone number={edition.teamPhone} />
        </>
      )}
    </p>
  );
}

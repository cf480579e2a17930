import { doneBy, writtenBy } from '../intake/report.ts';
import { listFact, numberFact } from '../record/facts.ts';
import { textFact, type Verified } from '../record/header.ts';
import { speakingKinds } from './kinds.ts';
import type { Speaking } from './speaking.ts';

type SpeakingKind = keyof typeof speakingKinds;
const isSpeaking = (kind: string): kind is SpeakingKind => Object.hasOwn(speakingKinds, kind);

/** One more entry of `incident/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(so: Speaking, entry: Verified): Speaking {
  const { header } = entry;
  if (!isSpeaking(header.kind)) return so;
  const of = textFact(header, 'of');
  const written = writtenBy(entry);
  switch (header.kind) {
    case 'conversation-planned': {
      const planned = { ...written, owner: textFact(header, 'owner'), due: numberFact(header, 'due') };
      return { ...so, planned: [...so.planned, planned] };
    }
    case 'conversation-held': {
      const held = { ...written, part: textFact(header, 'part'), people: listFact(header, 'by') };
      return { ...so, held: [...so.held, held] };
    }
    case 'conversation-left-out':
      return { ...so, leftOut: written };
    case 'side-heard':
      return { ...so, heard: so.heard === '' ? textFact(header, 'how') : so.heard };
    case 'apology-noted':
      return { ...so, apologies: [...so.apologies, written] };
    case 'drafted': {
      const draft = {
        ...written,
        for: textFact(header, 'for'),
        file: header.file,
        permits: listFact(header, 'permits'),
        cleared: null,
      };
      return { ...so, drafts: [...so.drafts, draft] };
    }
    case 'cleared': {
      const file = textFact(header, 'file');
      const fits = (draft: Speaking['drafts'][number]): boolean => draft.hash === of && draft.file === file;
      return { ...so, drafts: so.drafts.map((one) => (fits(one) ? { ...one, cleared: doneBy(entry) } : one)) };
    }
    case 'aware-listed':
      return { ...so, aware: [...so.aware, { ...written, told: null }] };
    case 'aware-told':
      return { ...so, aware: so.aware.map((one) => (one.hash === of ? { ...one, told: doneBy(entry) } : one)) };
    case 'permission-given': {
      const given = { ...written, for: textFact(header, 'for'), withdrawn: null };
      return { ...so, permissions: [...so.permissions, given] };
    }
    case 'permission-withdrawn': {
      const withdrawn = doneBy(entry);
      return { ...so, permissions: so.permissions.map((one) => (one.hash === of ? { ...one, withdrawn } : one)) };
    }
    case 'announcement-approved':
      return { ...so, approvals: [...so.approvals, { ...written, of }] };
    case 'published':
      return { ...so, published: [...so.published, { ...written, of }] };
    case 'delegated': {
      const given = { ...written, member: textFact(header, 'member'), until: numberFact(header, 'until') ?? 0 };
      return { ...so, delegations: [...so.delegations, given] };
    }
  }
}

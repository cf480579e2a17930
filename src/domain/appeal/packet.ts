import type { PacketMade } from './bodies.ts';

/** What those who decide again are given. Nothing else of the incident reaches them (APL-03). */
export type Packet = Pick<PacketMade, 'what' | 'decided' | 'side' | 'appeal'>;

/** Where a packet is taken from: each what the team itself wrote, save their side and the appeal. */
export interface Sources {
  /** Summaries of the meetings, apart from what was told (MTG-04), oldest first. */
  readonly summaries: readonly string[];
  /** The decision that stands: its verdict in words, its rule, its reasons; empty before there is one. */
  readonly decision: readonly string[];
  /** One line for each consequence that stands; never whom it protects. */
  readonly consequences: readonly string[];
  /** Their side, each time it was heard. */
  readonly side: readonly string[];
  readonly appeal: string;
  readonly witnesses: readonly string[];
}

const paragraphs = (texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');

/** A packet to begin with. A person reads it before anybody else does: what was written may still give somebody away. */
export function packetFrom({ summaries, decision, consequences, side, appeal, witnesses }: Sources): Packet {
  const listed = consequences.map((line) => `– ${line}`).join('\n');
  return {
    what: (summaries.findLast((text) => text.trim() !== '') ?? '').trim(),
    decided: paragraphs([...decision, listed]),
    side: paragraphs(side),
    appeal: paragraphs([appeal, ...witnesses]),
  };
}

/** What cannot be left empty. Their side can: they may have declined. */
export function missingFrom(packet: Packet): readonly (keyof Packet)[] {
  return (['what', 'decided', 'appeal'] as const).filter((key) => packet[key].trim() === '');
}

import type { Guide, GuideEntry } from '#domain/edition/edition.ts';

const entry = (
  id: string,
  title: string,
  text: string,
  { phone = '', address = '' }: { readonly phone?: string; readonly address?: string } = {},
): GuideEntry => ({ id, title, text, phone, address });

/** An invented guide: what a volunteer does, and whom they call. */
export const volunteerGuide: Guide = {
  version: '2027-05',
  entries: [
    entry(
      'assault',
      'Assault, or somebody is afraid of one',
      'Bring them to a room with people they trust, or to the quiet room. Stay with them. Ask if they want a doctor, the police, both or neither: it is theirs to choose, unless somebody is in danger now. Then call 911 first. Do not wash or tidy anything away.',
      { phone: '+1 412 555 0161', address: 'Harbor Sexual Assault Center, 40 Quay Street' },
    ),
    entry(
      'injury',
      'Injury or sudden illness',
      'Call 911 for anything serious, and send somebody to the way in to show them the place. First aid is in Room 11. Do not move somebody who has fallen.',
      { phone: '+1 412 555 0162', address: 'First aid, Room 11' },
    ),
    entry(
      'fire',
      'Fire, smoke or an alarm',
      'Leave by the nearest door and help others leave. Do not use the lift. Meet on the lawn across the street. Call 911, then the venue.',
      { phone: '+1 412 555 0163', address: 'Lawn across Rivergate Street' },
    ),
    entry(
      'self-harm',
      'Somebody may hurt themselves',
      'Stay with them and listen. Ask plainly if they think of hurting themselves. Call or text 988 together, or 911 if it is now. Ask a lead to come.',
      { phone: '988' },
    ),
    entry(
      'lost-child',
      'A child who is lost, or alone',
      'Stay where you are, with a second adult. Call the venue: they know what to do at every door. Say the name only to them.',
      { phone: '+1 412 555 0163', address: 'Registration desk' },
    ),
    entry(
      'theft',
      'Something was stolen',
      'Write down what and when. The venue keeps what is found. The police takes a report by phone, if the owner wants one.',
      { phone: '+1 412 555 0164', address: 'Lost and found, registration desk' },
    ),
    entry(
      'press',
      'Somebody from the press asks',
      'Say: "I cannot speak for the conference; the office can." Name nobody and confirm nothing, not even that something happened.',
      { phone: '+1 412 555 0165', address: 'press@pyharbor.example' },
    ),
    entry(
      'photo',
      'A photo without consent',
      'Ask the photographer kindly to stop, and to delete it if they are willing. Take nothing from them. If they are not willing, call a lead.',
      { phone: '+1 412 555 0111' },
    ),
  ],
};

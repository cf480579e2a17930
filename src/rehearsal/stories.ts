/** What was told before the rehearsal's clock starts. Every name, place and word is made up. */
export interface Story {
  readonly id: string;
  readonly at: number;
  readonly language: 'en' | 'es';
  readonly ongoing: 'yes' | 'no' | 'unsure';
  /** Form fields by name, as the page sends them. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly handled?: {
    readonly by: string;
    readonly at: number;
    readonly text: string;
    readonly followUp: boolean;
    readonly note: string;
  };
}

const friday = (time: string): number => Date.parse(`2027-05-14T${time}:00-04:00`);

export const stories: readonly Story[] = [
  {
    id: 'masks-at-the-stand',
    at: friday('11:02'),
    language: 'en',
    ongoing: 'yes',
    fields: [
      [
        'what',
        "The three people at the ladder company stand don't wear masks in the session room, they only wear them at the stand. They laughed when I pointed at the sign.",
      ],
      ['told-by', 'saw'],
      ['ongoing', 'yes'],
      ['where', 'around'],
    ],
    handled: {
      by: 'amina',
      at: friday('11:31'),
      text: 'Thank you for telling us. Someone from the team has been to the stand, and the sponsor knows that the rule holds in every room. If you see it again, please write here.',
      followUp: true,
      note: 'Sponsor contact told at 11:25. Second report about the same stand: keep both in view.',
    },
  },
  {
    id: 'masks-again',
    at: friday('11:20'),
    language: 'en',
    ongoing: 'yes',
    fields: [
      ['what', 'same stand as always: no masks in room E. third time i see it today. can somebody please?'],
      ['told-by', 'saw'],
      ['ongoing', 'yes'],
      ['where', 'room'],
      ['where.more', 'Room E'],
    ],
    handled: {
      by: 'rosa',
      at: friday('11:48'),
      text: 'Thank you. We have your report and someone is on the way to Room E now. We will write again within seven days.',
      followUp: false,
      note: '',
    },
  },
  {
    id: 'mentoring-desk',
    at: friday('16:40'),
    language: 'en',
    ongoing: 'no',
    fields: [
      [
        'what',
        "It's stupid, it's small. I sat down at the mentoring desk and he asked if I was waiting for my boyfriend. I said no, I have a question about packaging. He explained what a function is. I said I maintain two packages. He said \"sure, with help\". It was only us. If you talk to him he knows it's me. Please don't write my name.",
      ],
      ['told-by', 'me'],
      ['safe', 'unsure'],
      ['ongoing', 'no'],
      ['who.0.name', 'Halvard'],
      ['who.0.role', 'mentor'],
      ['who.0.looks', 'orange lanyard'],
    ],
  },
  {
    id: 'cola-del-registro',
    at: friday('21:15'),
    language: 'es',
    ongoing: 'no',
    fields: [
      ['ongoing', 'no'],
      [
        'what',
        'En la cola del registro un asistente imitó mi acento delante de todos y siguió cuando le pedí que parara. No sé si hago bien en contarlo.',
      ],
      ['told-by', 'me'],
      ['where', 'around'],
      ['needs', 'talk'],
    ],
  },
];

import { randomHex } from '#seal/digest.ts';
import { english } from '#seal/lists/en.ts';

/**
 * Words that do not name an incident: they stand in mails and on a volunteer's phone beside somebody's worst day, so
 * nothing violent, bodily or judging, nothing about sex, family, illness or crime, no kind of person, no animal people
 * are called by. What is left is 1,606 words: two and a half million names, each tried for being free.
 */
const apart = new Set(
  `abandon absent absurd abuse accident accuse acid actor actress addict admit adult affair afraid alarm alcohol alert
  alien alone amateur anger angry anxiety apology argue arm armed army arrest assault asthma attack attract awful awkward
  baby bachelor bad bargain battle beauty beef behave believe betray bitter black blade blame bleak blind blood blush board
  body bomb bone boring boss boy bullet burden burger burst bus butter buyer cage cancel cannon case cash casino catch
  caution chaos charge chase cheap chicken chief child chronic cigar claim clerk client clinic clown complaint confirm
  conflict control convince cow crack crash crawl crazy crime cruel crush cry cute dad damage danger daring daughter deal
  debris decline defense defy demise denial deny deposit despair destroy dilemma dirt disagree disease dismiss disorder
  divorce dizzy doctor doll donkey donor drama drastic drink drop drunk dumb dwarf empty enemy enforce error escape evidence
  evil excess exclude excuse execute exhaust exile expire explain expose fade faint fall false family fat fatal father
  fatigue fault female fever fight fire fiscal flee force foul fragile frown frozen funny fury gas gasp ghost giant girl
  gloom glue goat god goddess gorilla gossip grab grief grit grunt guard guilt gun half hammer hard harsh hate hazard
  heavy helpless hero hidden hollow horror hospital host hungry hunt hurt husband idle ignore ill illegal illness impose
  infant inflict inhale inject injury inmate innocent insane insect jail jealous job judge junk kick kid kidney kill kiss
  knife lady law lawsuit lazy leg legal leisure liar lick little lonely love mad maid major male mammal man mandate
  marriage mask master meat mercy minor misery miss mistake mom monkey monster mother muscle mutual naive naked nasty
  naughty neck negative neglect nephew nerve noise nuclear nurse obey object odor offense old oppose orphan pain panic
  parent parrot patient patrol peasant penalty permit person physical pig pill pistol please poison police poverty power
  pregnant pretty prison private problem proof protect public punch pupil puppy purity purse push rape rat raw razor
  reason rebel refuse regret reject rely remorse rent report rescue resist retreat reveal revenge rib rifle riot risk rival
  rough rude sad sadness satisfy sausage scan scare screen secret security seek sense sentence sex shame sheriff shiver
  shock shoot short shove shrug shy sibling sick siege silent silly sin sister skin skull slab slam slave slender slim
  slush smart smell snake son sorry spank spider split spoil spy stab stick sting stomach strike strong struggle stuff
  stumble submit suffer suspect sustain swallow swear sword symptom tackle target tattoo threat throat throw thumb tip
  tired tissue toddler toe toilet tongue touch tragic trap trash trial trick trigger trouble trust truth ugly unable unaware
  uncle uncover undo unfair unhappy upset urge use useless vague vicious victim victory violent virus vulnerable war
  warfare warrior waste weapon weasel weird whip whisper wide wife wild witness wolf woman worry wrestle wreck wrong young
  youth zero`.split(/\s+/u),
);

/** The words a code name is made of. */
export const nameWords: readonly string[] = english.words.filter((word) => !apart.has(word));

function drawWord(): string {
  const drawn = Number.parseInt(randomHex(4), 16);
  // The last, short run of the range would favour the first words: drawn again.
  const even = 2 ** 32 - (2 ** 32 % nameWords.length);
  return drawn < even ? (nameWords[drawn % nameWords.length] ?? '') : drawWord();
}

/** Two words by a CSPRNG: what the team calls an incident. The reporter never sees it. */
export function drawCodeName(): string {
  return `${drawWord()} ${drawWord()}`;
}

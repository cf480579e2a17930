import type { JudgingShape } from './judging-shape.ts';

const shape = (words: string, instead: string): JudgingShape => [
  new RegExp(String.raw`(?<![a-z])(?:${words})(?![a-z])`, 'gu'),
  instead,
];

const told = 'what they told';
const seen = 'what you saw or heard';
const done = 'what was said or done';
const leave = 'leave it out';

/** What follows "claim" where it is a word of doubt, not of a ticket or a bag. */
const that = String.raw`(?= (?:(?:that|to (?:have|be|know|feel)|he|she|they|it|there|some(?:one|body)|nobody|no|not|having|being|i|we|this|his|her|an?)(?![a-z])|the (?!prize|ticket|badge|seat|bag|luggage|room|refund|shirt|costs?|expenses?|swag)))`;
const whose = "(?:his|her|their|your|the (?:reporter|person|attendee|speaker|volunteer)s?'?s?)";
const someone = String.raw`(?:he|she|they|you|who|reporter|person|attendee|speaker|volunteer|woman|man|girl|guy|[a-z]+ (?:really|probably|simply))`;
const again = String.raw`(?:was|is|were|are|got|gets|too|so|very|clearly|obviously|already|completely|a bit|they're|she's|he's)`;

/** English, on letters without case and marks. */
export const enJudging: readonly JudgingShape[] = [
  // Doubt
  shape(`claims${that}`, 'says'),
  shape(`claimed${that}`, 'said'),
  shape(`claim${that}`, 'say'),
  shape(`claiming${that}`, 'saying'),
  shape('alleges|insists|maintains that|(?:finally |now )?admits', 'says'),
  shape(
    String.raw`alleged (?=that|to have)|insisted|(?:finally )?admitted(?! (?:to (?:the )?(?:hospital|venue|hall|room|event)|late|free|without))|confessed`,
    'said',
  ),
  shape('alleged(?:ly)?|purported(?:ly)?|supposed(?! to)|supposedly|so-called|apparent victim|allegations?', told),
  shape(
    String.raw`${whose} (?:side of the )?(?:story|tale)|${whose} version(?: of events)?|(?:changed|changes|keeps changing) (?:it|things)`,
    told,
  ),
  shape(String.raw`accus(?:es?|ed|ing)|accusations?|accusers?|the accused`, told),
  shape(
    String.raw`(?:not |hardly |barely |un|in)?(?:credible|believable|convincing)|(?:im)?plausible|doubtful|dubious|inconsistent|far-fetched|questionable|hard to believe|unreliable|not reliable`,
    told,
  ),
  shape('suspicious(?! (?:package|bag|box|object|link|mail|e-?mail))|fishy|sketchy', seen),
  shape(
    String.raw`(?:mak(?:es|ing)|made) (?:it|this|that|all of it|things|stuff) (?:all )?up|invent(?:s|ed|ing) (?:it|this|that|the whole)|fabricat(?:es|ed|ing|ion)|lie[sd]? (?:about|to)|lied|(?:telling|told) lies|liars?|dishonest|false report|untrue|not (?:being )?(?:truthful|honest)|(?:is|was|are|were|be|been|she's|he's|they're) (?:clearly |probably |obviously )?lying(?! (?:on|down|in|at|under|by|there|near|beside|across|next))`,
    told,
  ),
  shape(
    String.raw`i (?:do not |don't |really |can't |cannot |personally )*(?:doubt|believe|trust) (?:her|him|them|it|this|that (?:she|he|they))`,
    leave,
  ),
  shape(
    String.raw`exaggerat(?:es?|ed|ing|ions?)|blow(?:s|n|ing)? (?:it |this |things )?(?:all )?out of proportion|imagin(?:es|ed|ing) (?:it|things|this)|fantas(?:ist|ies|y)|overstat(?:es|ed|ing)`,
    told,
  ),
  // Labels on how somebody was
  shape(
    'hysterical(?:ly)?|hysterics|crazy|insane|nuts|mad as hell|unhinged|unstable|mental|psycho|deranged|delusional|paranoid|irrational(?:ly)?|unreasonable|neurotic',
    seen,
  ),
  shape(
    String.raw`(?:over-?react(?:s|ed|ing|ion)?)|over-?sensitive|(?:too|very|overly|so) sensitive|over-?emotional|emotional(?! support)|dramatic(?:ally)?|drama(?: queen)?|melodramatic|making a (?:scene|fuss)|made a (?:scene|fuss)|hissy fit|meltdown|whin(?:es?|ed|ing|y)|moan(?:s|ed|ing)|complain(?:s|ed|ing)|rant(?:s|ed|ing)?|rambl(?:es|ed|ing)|thin-skinned|touchy|prud(?:e|ish)|uptight`,
    seen,
  ),
  shape(
    'attention[- ]seek(?:ing|er)|wants attention|trouble-?makers?|difficult (?:person|woman|man|guest|attendee|reporter|one)|uncooperative|play(?:s|ing|ed) the victim',
    seen,
  ),
  shape(
    String.raw`drunk(?= again)|${again} (?:\w+ )?(?:drunk|wasted|tipsy|hammered|plastered|stoned|high as a kite)|drunken(?:ly)?|a drunk|drunks|wasted again|too much to drink`,
    seen,
  ),
  shape('aggressive(?:ly)?|rude(?:ly)?|arrogant(?:ly)?|hostile', done),
  // Labels on who somebody is
  shape('(?:poor |the |a |alleged )?victims?', 'the person who told us'),
  shape(
    'perpetrators?|predators?|harassers?|abusers?|attackers?|aggressors?|culprits?|offenders?|molesters?|stalkers?|rapists?|criminals?|bull(?:y|ies)|guilty',
    'the person they told us about',
  ),
  shape(
    'creep(?:s|y)?|perverts?|perverted|perv|weirdos?|weird (?:guy|man|one|woman)|jerks?|assholes?|scumbags?|sluts?|slutty|bitch(?:es|y)?|idiots?|idiotic|morons?|losers?|sexist|racist|pig',
    done,
  ),
  shape(
    'stupid(?:ly)?|silly|naive|foolish(?:ly)?|ridiculous(?:ly)?|pathetic|disgusting|awful|horrible|terrible|horrific|outrageous|appalling|vile|unacceptable|despicable|shameful|nonsense|bullshit|creeped',
    done,
  ),
  // Blame
  shape(
    String.raw`${someone} (?:should|could|ought to|must)(?:n't| not)? (?:have|of) (?:just |simply |never |also )*(?:[a-z]+ed|[a-z]+en|left|said|told|gone|known|been|fought|kept|thought|come|run|done|made|stood|got|put|had)`,
    done,
  ),
  shape(
    String.raw`why (?:didn't|did not|wouldn't|couldn't) (?:she|he|they|you|the \w+)|why (?:she|he|they|you) (?:didn't|did not|never|waited|stayed)|what (?:was|were) (?:she|he|they) thinking|what did (?:she|he|they) expect`,
    leave,
  ),
  shape(
    String.raw`${whose} (?:own )?fault|blam(?:es?|ed|ing)|partly responsible|brought (?:it|this) on|ask(?:ed|ing) for (?:it|trouble)|had it coming|let it happen|invited (?:it|this)`,
    leave,
  ),
  shape(
    String.raw`provok(?:es|ed|ing)|provocative(?:ly)?|flirt(?:s|ed|ing|y|atious)?|led (?:him|her|them) on|(?:dressed|revealing|skimpy)(?= (?:like|outfit|clothes|dress|provocatively|top))|seductive|promiscuous`,
    done,
  ),
  shape(
    String.raw`waited (?:far |way |much )?too long|took (?:her|his|their) time|too late to report|only now`,
    'when they told us',
  ),
  // Making little of it
  shape(
    String.raw`(?:just|only|merely|simply) (?:a |an |some |his |her )?(?:joke|joking|jokes|kidding|teasing|banter|fun|flirting|messing|playing|friendly|being (?:friendly|nice|funny|social|himself|herself)|words|compliment|hug|misunderstanding|accident|prank)|it was a joke|meant (?:it |this |that )?as a joke|harmless|banter|no big deal|not (?:a|such a|that) big (?:of )?(?:a )?deal|not (?:that|so|too|really) (?:bad|serious)|nothing serious|nothing really happened|boys will be boys|(?:he|she|they) (?:only |probably |surely )?meant (?:well|no harm|nothing)|no harm (?:done|meant)|well-meaning|overblown|trivial|petty|minor (?:issue|thing|matter|incident)`,
    done,
  ),
  shape(
    String.raw`misunderst(?:ood|ands?|anding|andings)|misread|misinterpret(?:s|ed|ing|ation)?|misheard|took (?:it|this|that) (?:the )?(?:wrong(?: way)?|too seriously|badly)|can't take a joke|cannot take a joke|confused (?:him|her|them)(?: with)?|mistaken`,
    told,
  ),
  shape(
    String.raw`refus(?:es|ed|ing) to (?:say|tell|answer|explain|talk|speak|cooperate|calm|name|give)`,
    'did not want to',
  ),
];

import type { StopShapes } from './stop-shapes.ts';

const report = String.raw`(?:this|it|the (?:report|complaint|case|matter)|your (?:report|complaint))`;
const drop = String.raw`(?:drop|withdraw|retract|take back|pull|cancel|let go of|forget(?: about)?|leave)`;
const dropping = String.raw`(?:dropping|withdrawing|retracting|taking back|pulling|cancelling|canceling|letting go of)`;
const they = String.raw`(?:he|she|they|him|her|them|that person|the (?:other |reported )?person|the (?:speaker|attendee|man|woman)|\w+)`;
const penalty = String.raw`(?:ban(?:ned|ning)?|expel(?:led|ling)?|remov(?:e|ed|ing)|throw(?:n)? (?:\w+ )?out|kick(?:ed)? (?:\w+ )?out|suspend(?:ed)?|sanction(?:ed)?|punish(?:ed)?|warn(?:ed)?|fire(?:d)?|bar(?:red)?|block(?:ed)?|dismiss(?:ed)?|send (?:\w+ )?home|sent home|excluded?|escort(?:ed)? (?:\w+ )?out)`;
const measures = String.raw`(?:penalt(?:y|ies)|sanctions?|punishments?|consequences?|measures?|bans?)`;

const shapes = (...all: readonly string[]): readonly RegExp[] => all.map((one) => new RegExp(one, 'gu'));

/** English. Say "if you are OK with it" of going on, never of dropping it (INT-15). */
export const enStops: StopShapes = {
  withdraw: shapes(
    String.raw`\b(?:fine|ok|okay|alright|all right|no problem|possible|free|welcome|up to you)\b[^.!?\n]{0,40}\b(?:to |if you )?(?:\w+ (?:to )?)?${drop} ${report}`,
    String.raw`\b(?:you (?:can|may|could|might)(?: also| still| always| just| simply)*|feel free to|want to|like to|prefer to|rather|wish to|choose to|decide to|would you|do you|should we|shall we|we can|we could)[^.!?\n]{0,30}\b(?:drop|withdraw|retract|take back|pull|cancel|let go of|forget about) ${report}`,
    String.raw`\b${dropping} ${report}`,
    String.raw`\b(?:if|in case) you(?:'d| would)? (?:rather|prefer)[^.!?\n]{0,30}\b(?:not (?:go on|continue|proceed|pursue)|no action|nothing)`,
    String.raw`\b(?:we|you) (?:can|could|may|might) (?:(?:also|just|simply|always) )*(?:leave it (?:at that|there|here)|let it (?:go|rest)|close it without)`,
    String.raw`\b(?:do|would) you (?:still |really )?want (?:us )?to (?:go on|continue|proceed|pursue|go ahead)`,
    String.raw`\bare you sure (?:that )?you want (?:us )?to (?:report|go on|continue|pursue|proceed|file)`,
    String.raw`\b(?:change(?:d)? your mind|have second thoughts|had second thoughts)[^.!?\n]{0,40}\b(?:report|complaint|let us know|tell us)`,
    String.raw`\bwithdraw(?:al)?\b[^.!?\n]{0,30}\b(?:at any time|any time|whenever|is (?:fine|possible|ok))`,
    String.raw`\b(?:no (?:need|obligation)|don't (?:need|have)) to (?:go through with|pursue|continue with|press) (?:this|it)`,
    String.raw`\b(?:nobody|no one|we) (?:would|will|won't|wouldn't|'d) (?:mind|blame you|judge you)[^.!?\n]{0,12} if you (?:let it (?:go|rest)|drop|leave it|stop)`,
    String.raw`\bpress(?:ing)? (?:this|it|charges|the matter)\b`,
    String.raw`\bforget (?:about )?(?:the whole thing|all this|it happened)`,
  ),
  'how-to-deal': shapes(
    String.raw`\bhow (?:should|shall|would you (?:like|want|prefer)|do you (?:want|think|wish)|can|ought)[^.!?\n]{0,40}\b(?:deal with|handle|respond|react|resolve|solve|proceed|act|go about|address)`,
    String.raw`\bwhat (?:should|shall|would you (?:like|want|prefer|suggest)|do you (?:want|think|suggest|propose|expect|wish)|action)[^.!?\n]{0,30}\b(?:us|we|to happen|be done|do|take|team)\b`,
    String.raw`\bwhat would you (?:do|suggest|recommend|propose)\b`,
    String.raw`\b(?:any|your) (?:ideas?|suggestions?|advice|thoughts|preference)s? (?:on|about|for|as to) (?:how|what|dealing|handling|a )`,
    String.raw`\b(?:what|which) (?:outcome|solution|result|resolution|response) (?:do|would|are) you`,
    String.raw`\b(?:what would (?:make|be) (?:this|it|things) right|what would be a good (?:outcome|solution|response))`,
    String.raw`\b(?:leave|leaving) it (?:up )?to you (?:how|what|to decide)`,
    String.raw`\btell us (?:how|what) (?:you (?:want|would like) (?:us|to happen|done)|we should|to do)`,
  ),
  'penalty-say': shapes(
    String.raw`\b(?:do you (?:want|think|feel|believe)|would you (?:like|want|prefer|agree|be (?:ok|happy|satisfied|content))|should|shall|ought)[^.!?\n]{0,40}\b${they} (?:to be |be |should be |should |must )?${penalty}`,
    String.raw`\b(?:do you (?:want|think)|would you (?:like|want)|should we|shall we|if you want(?:,)? we(?: can|'ll| will)?)[^.!?\n]{0,24}\b${penalty}\b`,
    String.raw`\b(?:what|which|how (?:long|hard|severe))\b[^.!?\n]{0,30}\b${measures}\b[^.!?\n]{0,30}\b(?:you|fair|appropriate|enough|deserve)`,
    String.raw`\b(?:which|what) ${measures} (?:do|would|should|shall|are)\b`,
    String.raw`\bwould (?:a|an|the) (?:\w+ )?(?:warning|ban|apology|expulsion|removal|suspension|talk)\b[^.!?\n]{0,20}\b(?:be enough|enough for you|satisfy|suffice|be ok|be fair|work for you)`,
    String.raw`\b(?:you (?:can|may|get to)|have a say|your (?:say|vote|opinion|view|wish))[^.!?\n]{0,40}\b(?:${measures}|${penalty})`,
    String.raw`\bhow long should [^.!?\n]{0,20}\b(?:stay away|be away|ban|last)`,
  ),
  promise: shapes(
    String.raw`\b(?:we|i|the team)(?: will|'ll| are going to| am going to| shall| promise to| intend to) (?:definitely |certainly |surely |make sure (?:that )?(?:\w+ ){1,3}(?:is |are |gets )?|also |then |now |of course |immediately )*(?:to )?${penalty}`,
    String.raw`\b${they} (?:will|'ll|is going to|are going to|shall) (?:definitely |certainly |surely |also |not |never )*(?:be |get )?(?:${penalty}|(?:be )?allowed|come back|speak|attend|leave|lose|return|face)\b`,
    String.raw`\b(?:we|i) (?:promise|guarantee|assure you|swear|give you my word)\b`,
    String.raw`\b(?:won't|will not|will never|'ll never|never will) (?:be allowed (?:back|in)|come back|happen again|attend|speak|return|see (?:him|her|them))\b`,
    String.raw`\b(?:rest assured|don't worry,? (?:he|she|they)|you have my word|there will be consequences|will face consequences|action will be taken against|will be dealt with severely)\b`,
    String.raw`\b(?:we|i)(?: will|'ll) (?:take (?:strict |strong |firm |immediate |disciplinary )+(?:action|measures)|cancel (?:his|her|their|the) (?:talk|ticket|keynote|badge)|revoke|call the police|get (?:him|her|them) (?:out|banned|removed))`,
  ),
  apology: shapes(
    String.raw`\b(?:you (?:should|could|must|might|may|ought to|need to|have to|can)|please|we (?:ask|expect|encourage|invite|want|would like|suggest|recommend|urge)(?: that)? you(?: to)?|it would (?:be good|help)(?: if you)?|consider|would you be willing to|are you willing to|will you)\b[^.!?\n]{0,40}\b(?:apologi[sz]e|apologi[sz]ing|apology|(?:say(?:ing)?|said) (?:(?:that )?you (?:are|were) |you're )?sorry)`,
    String.raw`\b(?:want|like|need|expect|accept|wish for|ask for|receive|hear|get) (?:an|his|her|their|the) apology\b`,
    String.raw`\b(?:write|offer|make|give|owe|send|prepare|demand|require) (?:\w+ ){0,3}apolog(?:y|ies)\b`,
    String.raw`\b(?:letter of apology|apology letter|(?:sincere|public|written|private) apology)\b`,
    String.raw`\bapologi[sz]e to (?:them|him|her|the (?:person|reporter|attendee|group|audience))`,
  ),
  leading: shapes(
    String.raw`\bwhy (?:did|didn't|were|weren't|are|do|don't|have|haven't|would|wouldn't) you(?:n't)?\b`,
    String.raw`\b(?:isn't|wasn't|aren't|weren't|didn't|couldn't|hasn't|doesn't|don't) (?:it|that|he|she|they|you|this|there|the \w+)\b[^.!?\n]*\?`,
    String.raw`,\s*(?:right|correct|isn't it|wasn't it|didn't (?:he|she|they|you|it)|wasn't (?:he|she)|is it not|yes|no)\s*\?`,
    String.raw`\b(?:are you (?:sure|certain|positive)|do you really|did you really|could you (?:be|have been) (?:mistaken|wrong|confus\w+|misunderst\w+)|could you have misunderst\w+|is it possible (?:that )?you|(?:maybe|perhaps) you (?:misread|misheard|misunderst\w+|were|are just|imagined|got|provoked|should)|might you have)\b`,
    String.raw`\bwhat (?:were|was) you(?:r)? (?:wearing|drinking|doing there|thinking|clothes|outfit)\b`,
    String.raw`\b(?:had you been drinking|were you drunk|how much (?:had|did) you (?:drink|drunk|drank)|did you (?:provoke|encourage|flirt|lead (?:him|her|them) on|say no|resist|fight back|do anything to))\b`,
    String.raw`\b(?:you must have|surely you|you should have|you could have|you ought to have)\b`,
    String.raw`\b(?:it was|was it) (?:\w+ ){1,3}(?:who|that) (?:did|touched|said|grabbed)\b[^.!?\n]*\?`,
    String.raw`\bwhat did you (?:do|say) to (?:make|cause|provoke)`,
  ),
  judging: shapes(
    String.raw`\b(?:harasser|abuser|perpetrator|offender|predator|culprit|attacker|aggressor|creep|pervert|liar|guilty|innocent|criminal|troublemaker|jerk|idiot|racist person|victim|accuser|accused|alleged(?:ly)?|claims? (?:that|to)|so-called|supposed(?:ly)?)\b`,
    String.raw`\b(?:terrible|horrible|disgusting|awful|appalling|despicable|vile|outrageous|shocking|unacceptable|inexcusable|ridiculous|silly|pathetic|hysterical|overreact\w*|over-?sensitive|exaggerat\w+|just a joke|only a joke|not (?:that|so) bad|no big deal|misunderstanding|drama)\b`,
    String.raw`\bwe believe (?:you|him|her|them)\b`,
    String.raw`\b(?:not your fault|your (?:own )?fault|his fault|her fault)\b`,
  ),
};

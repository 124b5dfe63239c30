"""The words by which English denies, doubts and believes, as lemmas or in small letters.

In: nothing. Out: word lists, read by extract.polarity.
"""

# Verbs that say that something is there for somebody; denied, it was not found.
REPORTING = frozenset(
    "find consider report mention identify note cite name state show observe see regard describe confirm detect "
    "recognise recognize perceive discuss hear interview consult list reveal raise demonstrate establish "
    "experience encounter view".split()
)
# Verbs of having, using and taking part.
USING = frozenset("use need require employ have include adopt apply own exist play support worry seem appoint".split())
# Verbs whose subject is there, or plays a part.
OF_BEING = frozenset(
    "be exist materialise materialize appear emerge remain occur seem constitute pose represent play arise "
    "feature".split()
)
# Verbs whose subject does something to others; denied, it does not.
AFFECTING = frozenset(
    "affect block cause challenge complicate constrain contribute delay deter discourage hamper hinder impair "
    "impede explain inhibit influence interfere lead limit matter obstruct prevent reduce restrict slow stop "
    "threaten undermine worsen".split()
)
# Verbs that deny their object.
DENYING = frozenset("reject deny dispute refute dismiss disprove rule exclude contradict".split())
# Verbs that deny what their subject does.
STOPPING = frozenset("cease fail stop".split())
# Verbs that make their complement a belief or a question.
BELIEVING = frozenset(
    "think believe assume suspect presume expect hypothesise hypothesize speculate suppose anticipate fear seem "
    "appear ask wonder question investigate examine assess test".split()
)
# Verbs of proof: what they are denied of stays possible.
PROVING = frozenset("confirm establish demonstrate detect".split())
# Those of them that only ask.
ASKING = frozenset("ask wonder question investigate examine assess test".split())
MODALS = frozenset("may might could".split())
# Adverbs of doubt and of rarity.
DOUBTING = frozenset(
    "possibly perhaps potentially arguably presumably probably allegedly hardly rarely seldom scarcely barely "
    "likely unlikely reportedly supposedly maybe conceivably".split()
)
# Adjectives of doubt.
DOUBTFUL = frozenset(
    "possible potential likely unlikely probable conceivable unclear uncertain unknown doubtful".split()
)
# Adjectives that deny their subject.
ABSENT = frozenset("absent nonexistent non-existent irrelevant insignificant negligible unimportant".split())
# Adjectives that, denied, deny that a thing is there or matters.
MATTERING = frozenset(
    "significant relevant important problematic present evident apparent decisive crucial visible noticeable "
    "serious common frequent".split()
)
# Nouns that weigh the clause or noun behind them.
WEIGHING = frozenset(
    "evidence indication sign proof support hint mention trace effect impact influence association claim".split()
)
LITTLE = frozenset("little scant scarce limited weak insufficient hardly few".split())
NO = frozenset("no neither nor".split())
NOBODY = frozenset("none nobody nothing neither no-one".split())
NOT = frozenset("not n't never nowhere neither nor".split())
# Behind “not”: only a part is denied.
PARTLY = frozenset("only just merely simply solely".split())
# Behind “not”: doubt, no denial.
NOT_ALWAYS = frozenset("necessarily always entirely fully universally consistently yet".split())
# What is “not the main barrier” or “no minor problem” is one all the same.
RANKING = frozenset("only sole main biggest largest greatest first primary chief single minor small".split())
# Nouns that only name what follows: “the role of harbour pilot”.
NAMING = frozenset(
    "role function position problem barrier issue challenge obstacle question topic theme matter use lack".split()
)
# Nouns that say that a subject counts as one of the things that are listed: “may be a barrier”.
WEIGHTS = frozenset(
    "barrier obstacle challenge problem issue cause factor reason risk concern hindrance difficulty constraint driver "
    "threat option candidate solution alternative remedy answer step stage phase part".split()
)

"""Nouns for persons who do a kind of work, by how English makes them; nouns made alike for things told apart.

In: the lemma of a noun. Out: whether it names who does something. Called by extract.sources.heads. The endings are
those of agent nouns (Quirk et al. 1985, A Comprehensive Grammar of the English Language, appendix I.33-36): -er, -or,
-eer, -ist, -ian, -man and -woman; occupations without such an ending stand in a list.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Words in -er and -or for things, quantities, times and relations.
_THINGS = frozenset(
    "computer container server router scanner printer sensor monitor tracker transmitter receiver reader analyser "
    "analyzer detector counter number order paper water power tower layer matter letter quarter centre center "
    "chapter cluster filter buffer header footer folder register charger adapter adaptor connector converter "
    "compiler parser browser barrier frontier pointer scheduler loader wrapper handler listener crawler explorer "
    "offer answer error factor vector sector indicator predictor actuator generator calculator simulator processor "
    "accelerator elevator motor tractor reactor rotor mirror colour color labour labor harbour favour honour humour "
    "rumour tumour tumor vapour behaviour behavior flavour neighbour floor door corridor interior exterior anchor "
    "terror horror denominator numerator descriptor selector separator iterator identifier modifier qualifier "
    "classifier multiplier tier pier trigger transfer border disorder ladder shoulder binder reminder remainder "
    "slider cylinder powder tender ledger danger finger hunger weather feather leather cipher laser poster booster "
    "plaster disaster semester trimester canister roster newsletter cutter butter chamber timber fiber rubber timer "
    "primer polymer summer winter transformer corner banner manner dinner liner career beer viewer flower shower "
    "freezer synthesizer optimizer optimiser tokenizer visualizer cover river lever fever liver waiver cooler "
    "heater boiler blender checker logger recorder speaker blocker stopper marker sticker beeper pager buzzer "
    "washer dryer lighter bumper spacer filler toner scooter cursor exponent beaker copper crater decoder encoder "
    "discriminator eraser fastener gutter hammer inhibitor isolator lumber magnifier mortar murder oscillator "
    "outlier pepper plunger precursor propeller radiator razor refrigerator regressor resistor respirator rudder "
    "screwdriver semiconductor shelter shutter silver solver spider sweater theater theatre trailer transistor "
    "wafer wallpaper whisper wonder zipper other another either neither former latter upper lower prior inner outer "
    "anger december september october november cyber enabler stressor motivator confounder moderator placeholder "
    "stair metaphor minor major senior junior superior ether fader duster starter setter helper rather together "
    "gender".split()
)
# Persons, but those of the research, kin, or whoever happens to be there.
_NO_ACTOR = frozenset(
    "author researcher interviewer interviewee reviewer reader coder rater scholar respondent participant informant "
    "survivor newcomer outsider insider visitor predecessor successor ancestor competitor rival winner loser "
    "sufferer smoker drinker elder passenger shareholder subscriber stranger neighbour neighbor foreigner "
    "individual sister brother mother father daughter grandmother grandfather follower believer thinker observer "
    "stakeholder member user actor other subject historian philosopher writer theorist critic pioneer co-worker "
    "coworker co-author colleague peer sceptic skeptic optimist pessimist customer consumer employee employer "
    "contributor commentator founder inventor funder non-user speaker listener".split()
)
# Occupations and offices whose form does not tell.
_OCCUPATIONS = frozenset(
    "client nurse clerk chef cook guard pilot surgeon midwife matron champion coach mentor aide assistant "
    "apprentice volunteer deputy dean provost principal professor warden steward chief head lead sponsor liaison "
    "delegate representative advocate associate attendant consultant accountant attorney judge secretary treasurer "
    "president minister ambassador agent scribe mechanic medic paramedic orderly registrar resident intern fellow "
    "superintendent architect analyst scientist expert master guide host therapist physician doctor executive "
    "custodian artist crew carpenter mason electrician janitor labourer laborer farmer vet veterinarian courier "
    "haulier driver porter paediatrician pediatrician rector chancellor vice-chancellor tutor teacher instructor "
    "officer ranger herder shepherd gardener captain lieutenant sergeant marshal sheriff bailiff magistrate "
    "solicitor barrister notary priest chaplain pastor monk imam rabbi envoy spokesperson chairperson chair "
    "ombudsman trustee trainee mentee appointee nominee draughtsman foreman forewoman forester dispatcher partner "
    "buddy navigator linkworker caseworker operative technician subcontractor superuser moderator facilitator "
    "mediator interpreter translator controller inspector supervisor planner buyer staff personnel "
    "workforce carer".split()
)
# Occupations that are other things too: persons only behind a word that says of what ("ward lead").
_COMMON = frozenset(
    "lead head chief master staff personnel crew partner chair guide host judge fellow agent associate workforce "
    "principal resident pilot".split()
)
# Occupations in every text, whatever its section speaks of: not those whose names programs bear too.
ALWAYS = (
    _OCCUPATIONS - _COMMON - frozenset("client operative navigator moderator controller planner interpreter".split())
)
# Agent nouns whose ending is one of things as a rule.
_AS_THEY_LOOK = frozenset(
    "reporter porter sitter setter fitter babysitter promoter voter barber climber plumber brewer lawyer sawyer "
    "payer player potter commander".split()
)
_AGENT = re.compile(r"[a-z]{2,}(?:er|or)|[a-z]{3,}(?:ist|ian|man|woman|person)")
_NO_AGENT = re.compile(
    r".*(?:meter|over|under|tter|copter|ther|(?<!scri)ber|wer|ayer|ptor|door|floor|our|human|german|roman|checklist|shortlist|waitlist|"
    r"gist|mist|twist|exist|sist|wrist|median|meridian|gaussian|bayesian|cartesian|hessian|laplacian|jacobian)"
)


@lru_cache(maxsize=4096)
def is_occupation(noun: str) -> bool:
    """Whether a noun in the singular, in small letters, names one who does a kind of work.

    >>> [is_occupation(noun) for noun in ("glazier", "beekeeper", "librarian", "scanner", "author", "checklist")]
    [True, True, True, False, False, False]
    """
    word = noun.rpartition("-")[2] or noun
    if word in _THINGS or word in _NO_ACTOR or noun in _NO_ACTOR:
        return False
    if word in _OCCUPATIONS or word in _AS_THEY_LOOK:
        return True
    return bool(_AGENT.fullmatch(word)) and not _NO_AGENT.fullmatch(word)


def needs_a_word_before(noun: str) -> bool:
    """Whether a noun is an occupation only behind a word that says of what ("night lead", "ward staff")."""
    return noun in _COMMON

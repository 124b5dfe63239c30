"""Words of a made-up world, of which benchmarks/translation_scale.py builds concepts and their paraphrases.

In: nothing. Out: tuples of words. General English of no field that Concord has a codebook for; each line of SYNONYMS
holds words that a general thesaurus lists as near-equal in the sense that labels use.
"""

from __future__ import annotations

# noun, -ing form and participle of an action; forms of a near-equal action after the bar
ACTIONS = tuple(
    tuple(tuple(forms.split()) for forms in line.split("|"))
    for line in """
inspection inspecting inspected | examination examining examined
storage storing stored
collection collecting collected | gathering gathering gathered
repair repairing repaired | mending mending mended
cleaning cleaning cleaned | washing washing washed
transport transporting transported | haulage hauling hauled
selection selecting selected | choice choosing chosen
measurement measuring measured
registration registering registered | enrolment enrolling enrolled
restoration restoring restored
irrigation irrigating irrigated | watering watering watered
packaging packaging packaged | wrapping wrapping wrapped
purchase purchasing purchased | buying buying bought
disposal disposing disposed
translation translating translated
heating heating heated | warming warming warmed
cooling cooling cooled | chilling chilling chilled
rehearsal rehearsing rehearsed
catering catering catered
lighting lighting lighted | illumination illuminating illuminated
painting painting painted
drying drying dried
grading grading graded | ranking ranking ranked
labelling labelling labelled | marking marking marked
observation observing observed | monitoring monitoring monitored
assessment assessing assessed | evaluation evaluating evaluated
protection protecting protected | safeguarding safeguarding safeguarded
distribution distributing distributed | dissemination disseminating disseminated
counting counting counted
harvest harvesting harvested
fencing fencing fenced
lending lending lent
renovation renovating renovated | refurbishment refurbishing refurbished
excavation excavating excavated | digging digging dug
archiving archiving archived
tuition teaching taught | instruction instructing instructed
hiring hiring hired | recruitment recruiting recruited
removal removing removed | elimination eliminating eliminated
advertising advertising advertised | promotion promoting promoted
scheduling scheduling scheduled | timetabling timetabling timetabled
""".strip().splitlines()
)

# things, singular; near-equal ones on the same line
THINGS = tuple(
    tuple(line.split())
    for line in """
river stream
timber lumber
vehicle car
orchard
bridge
ferry
garment clothing
lamp lantern
meadow pasture
roof
tunnel
canal waterway
museum
painting picture
violin fiddle
choir
theatre playhouse
costume
kitchen
bakery
oven furnace
cheese
grain cereal
seed
flower blossom
forest woodland
fence
horse
cattle livestock
poultry
harbour port
vessel ship
anchor
sailor seaman
passenger traveller
luggage baggage
hotel inn
guest visitor
stadium arena
athlete sportsman
coach trainer
referee umpire
ticket
library
manuscript
map chart
coin
pottery ceramics
glass
jewel gem
mountain
glacier
snow
avalanche
shelter refuge
village hamlet
street road
pavement sidewalk
elevator lift
chimney
carpet rug
furniture
mattress
blanket quilt
towel
soap
perfume fragrance
bottle flask
barrel cask
wine
beer ale
tea
coffee
spice
honey
fish
shrimp prawn
net
rope cord
sail
engine motor
wheel
bicycle bike
tractor
plough
well
pump
pipe tube
reservoir
dam
sediment
pebble
quarry
brick
cement
ladder
crane
tower
bell
clock
window
""".strip().splitlines()
)

MODIFIERS = tuple(
    tuple(line.split())
    for line in """
seasonal
rural countryside
urban municipal
antique
wooden
wild
coastal seaside
mountainous
nocturnal nightly
weekly
annual yearly
regional provincial
ceremonial
royal
juvenile youthful
elderly aged
foreign overseas
tropical
frozen
portable mobile
fragile delicate
rare scarce
damaged broken
hazardous dangerous
edible
decorative ornamental
miniature tiny
heavy
abandoned derelict
imported
underground subterranean
floating
musical
medieval
religious sacred
military
charitable
amateur
professional
experimental
spare
organic
rented leased
stolen
lost
used
floral
winter
summer
harvested
""".strip().splitlines()
)

AGENTS = tuple(
    tuple(line.split())
    for line in """
inspector examiner
keeper custodian
buyer purchaser
driver
painter
restorer
planner
guide
merchant trader
broker
instructor tutor
apprentice trainee
surveyor
photographer
historian
architect
carpenter joiner
guard watchman
porter
registrar
""".strip().splitlines()
)

# what may be wrong with a thing and its action; each line one trouble in near-equal words
TROUBLES = tuple(
    tuple(part.strip() for part in line.split("|"))
    for line in """
lack of | shortage of | insufficient
high cost of | expensive
delays in | slow
doubts about | uncertainty about
rules on | regulation of
ethics of
planning of
public interest in
""".strip().splitlines()
)

LEVELS = tuple(
    """novice aware ad-hoc initial emerging basic repeatable developing defined structured established practised managed
    measured integrated advanced proficient mature leading optimised expert visionary reactive proactive
    opportunistic""".split()
)
SYLLABLES = tuple("ba ce do fi gu ha jo ki lu mo ne po qua ri so te va wi xe yo zu bra cli dre flo gri".split())
EMPTY_MODIFIERS = ("overall", "general", "the whole", "actual", "so-called", "typical")
CONTAINERS = ("process", "activities", "phase")

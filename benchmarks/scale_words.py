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
adoption adopting adopted
auditing auditing audited
baptism baptising baptised
blending blending blended | mixing mixing mixed
breeding breeding bred
burning burning burned
carving carving carved
certification certifying certified
combing combing combed
compensation compensating compensated | reimbursement reimbursing reimbursed
composition composing composed
conquest conquering conquered
cremation cremating cremated
decoration decorating decorated | adornment adorning adorned
demolition demolishing demolished | destruction destroying destroyed
dissection dissecting dissected
donation donating donated
embroidery embroidering embroidered
engraving engraving engraved
eviction evicting evicted
exhibition exhibiting exhibited | display displaying displayed
export exporting exported
feeding feeding fed | nourishment nourishing nourished
fermentation fermenting fermented
filtration filtering filtered
folding folding folded
forgery forging forged | counterfeiting counterfeiting counterfeited
freezing freezing frozen
frying frying fried
funding funding funded | financing financing financed
grinding grinding ground | milling milling milled
hunting hunting hunted
imitation imitating imitated
import importing imported
inheritance inheriting inherited
insurance insuring insured
lifting lifting lifted | hoisting hoisting hoisted
naming naming named
naturalisation naturalising naturalised
nursing nursing nursed
ordering ordering ordered
parking parking parked
photography photographing photographed
planting planting planted
poaching poaching poached
polishing polishing polished | buffing buffing buffed
prayer praying prayed
pricing pricing priced
punishment punishing punished
pursuit pursuing pursued | chase chasing chased
recycling recycling recycled
rescue rescuing rescued | salvage salvaging salvaged
roasting roasting roasted
seizure seizing seized | confiscation confiscating confiscated
sewing sewing sewn | stitching stitching stitched
sharpening sharpening sharpened
slaughter slaughtering slaughtered
smuggling smuggling smuggled
softening softening softened
sorting sorting sorted
spraying spraying sprayed
sterilisation sterilising sterilised | disinfection disinfecting disinfected
taming taming tamed
tasting tasting tasted
taxation taxing taxed
theft stealing stolen
throwing throwing thrown
trimming trimming trimmed | pruning pruning pruned
unloading unloading unloaded
vaccination vaccinating vaccinated | inoculation inoculating inoculated
ventilation ventilating ventilated
weaving weaving woven
weighing weighing weighed
worship worshipping worshipped
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
ancient
artificial synthetic
bitter
blind
colourful
costly
cruel
curved bent
deaf
deep
domestic
empty vacant
enormous huge gigantic
famous renowned
fertile
forbidden prohibited
fragrant
glowing
haunted
hollow
illegal unlawful
inherited
injured wounded
invisible
lazy
lonely solitary
luxurious
magnetic
married
modern contemporary
muddy
narrow
northern
painted
patriotic
poisonous toxic
poor
private
pregnant
quiet silent
radioactive
ripe
round circular
rusty
sick ill
southern
spicy
square
sweet
tall
transparent
unfinished
unmarried
vertical upright
vintage
wealthy rich
wet
woollen
young
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
accountant bookkeeper
actor performer
advocate
auctioneer
author writer
banker
breeder
chemist
chauffeur
clerk
collector
commander
composer
conductor
cook chef
counsellor
curator
dealer
decorator
detective investigator
editor
engineer
engraver
evangelist
executioner
exporter
forecaster
gardener
geologist
grower
healer
hunter
illustrator
importer
insurer
interpreter
inventor
journalist reporter
juggler
librarian
lobbyist
magician
mechanic
messenger courier
minister
musician
nurse
owner proprietor
philosopher
pilot
plumber
polisher
president
producer
programmer
psychologist
sculptor
secretary
smuggler
sponsor
steward
student pupil
supplier
taster
thatcher
translator
treasurer
volunteer
warden
weaver
welder
wholesaler
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
accidents during
complaints about
corruption in
dependence on
disputes over | quarrels over
fatigue from
fear of
fraud in | deception in
health risks of
insurance of
job losses from
legal liability for
low quality of | poor quality of
noise of
outdated tools for | obsolete tools for
pollution by | contamination by
seasonal demand for
secrecy of
strikes against
taxes on
theft during
training for
vandalism of
violence in
waste from
weather damage to
""".strip().splitlines()
)

LEVELS = tuple(
    """novice aware ad-hoc initial emerging basic repeatable developing defined structured established practised managed
    measured integrated advanced proficient mature leading optimised expert visionary reactive proactive
    opportunistic""".split()
)
SYLLABLES = tuple(
    """ba ce do fi gu ha jo ki lu mo ne po qua ri so te va wi xe yo zu bra cli dre flo gri ban cor del fen gal hem jar
    kel lor mav nim pel rus sol tam ven wex zor blu cra dro fla gle pru sta tri vol chi sha thu""".split()
)
EMPTY_MODIFIERS = ("overall", "general", "the whole", "actual", "so-called", "typical")
CONTAINERS = ("process", "activities", "phase")

"""Capitalised words that name no thing which is used: function words, months, bodies, places, common abbreviations.

In: nothing. Out: sets of words in small . Read by extract.sources.proper.
"""

from __future__ import annotations

# Words that open sentences, titles, references to parts of a paper, months and days.
FUNCTION = frozenset(
    "nobody everybody everyone someone somebody nothing everything something anyone anybody others unlike whereas "
    "until unless toward towards besides against among recent the a an this that these those its their our his her "
    "in on at of for from by with to as and or but if when while where after before since although however also "
    "both all each every some most many few several one two three four five no not only other another such it they "
    "we he she there here what which who how why than then thus so because beside beyond despite during through "
    "under over between within without using via per yes nor yet table figure fig section chapter appendix box "
    "equation step phase stage level part volume question note panel model type case group category theme dr prof "
    "professor mr mrs ms january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
# A run that holds one of these names an institution, a place of publication or a rule.
BODIES = frozenset(
    "trust research healthcare bank authority board group consultancy university universities college school "
    "institute institution hospital hospitals clinic ministry department faculty council association society "
    "journal review reviews proceedings conference symposium press directive regulation convention agency "
    "commission committee government parliament office company ltd inc gmbh corporation award prize congress "
    "workshop transactions annals bulletin organization organisation republic kingdom states state county province "
    "region city town".split()
)
# Countries, regions and their people; bodies that go by their letters.
PLACES = frozenset(
    "afghanistan africa african algeria america american argentina argentinian asia asian australia australian "
    "austria austrian bangladesh bangladeshi belgian belgium bolivia bosnia botswana brazil brazilian britain "
    "british bulgaria cameroon canada canadian caribbean chile chilean china chinese colombia colombian croatia "
    "croatian cuba cypriot cyprus czech danish denmark dutch ecuador egypt egyptian england english estonia "
    "estonian ethiopia ethiopian europe european finland finnish france french georgia german germany ghana "
    "ghanaian greece greek hungarian hungary iceland icelandic india indian indonesia indonesian iran iranian iraq "
    "iraqi ireland irish israel israeli italian italy jamaica japan japanese jordan kenya kenyan korea korean "
    "kuwait latin latvia lebanon lithuania luxembourg malawi malaysia malaysian malta mexican mexico moroccan "
    "morocco mozambique nepal netherlands nigeria nigerian nordic norway norwegian oman pakistan pakistani "
    "palestine peru philippines poland polish portugal portuguese qatar romania romanian russia russian rwanda "
    "saudi scandinavia scandinavian scotland scottish senegal serbia singapore slovak slovakia slovenia somalia "
    "spain spanish sudan sweden swedish swiss switzerland syria taiwan taiwanese tanzania thai thailand tunisia "
    "turkey turkish uganda ugandan ukraine ukrainian uruguay venezuela vietnam vietnamese wales welsh western "
    "eastern northern southern zambia zimbabwe north south east west central atlantic pacific mediterranean uk us "
    "usa uae eu un who nhs oecd unesco unicef fda cdc nato ngo ngos".split()
)
# Abbreviations of fields, units, formats, degrees and statistics, which name no product by themselves.
NO_NAME = frozenset(
    "ai ml it ict iot dl nlp llm llms vr ar xr api apis gpu gpus cpu cpus gps ui ux os sql html xml json http https "
    "url pdf csv usb wifi tv pc pcs kpi kpis roi sme smes ceo cto cio cfo hr phd msc bsc md rn rct rcts or ci sd "
    "iqr bmi icu icus covid covid-19 sars dna rna hiv aids eur usd gdp co2 faq id ids qa r&d b2b devops genai cicd "
    "ci/cd rq rqs ok ad bc gdpr hipaa saas paas iaas phds".split()
)

"""Countries and parts of the world, which rows of studies are listed by and which are items of no facet.

In: nothing. Out: folded names. Called by extract.unfit. Common English names and short forms of states and territories.
"""

from __future__ import annotations

from extract.theme import fold_label

_COUNTRIES = """
Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain,
Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina, Botswana, Brazil,
Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Chad, Chile, China, Colombia,
Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti, Dominican Republic,
Ecuador, Egypt, El Salvador, England, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia,
Georgia, Germany, Ghana, Greece, Guatemala, Guinea, Guyana, Haiti, Honduras, Hong Kong, Hungary, Iceland, India,
Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait,
Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi,
Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro, Morocco,
Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North
Macedonia, Northern Ireland, Norway, Oman, Pakistan, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines,
Poland, Portugal, Puerto Rico, Qatar, Romania, Russia, Rwanda, Samoa, Saudi Arabia, Scotland, Senegal, Serbia,
Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, South Africa, South Korea, South Sudan, Spain, Sri
Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad and
Tobago, Tunisia, Turkey, Türkiye, Turkmenistan, Uganda, Ukraine, United Arab Emirates, United Kingdom, United States,
United States of America, Uruguay, Uzbekistan, Venezuela, Vietnam, Viet Nam, Wales, Yemen, Zambia, Zimbabwe, UK, USA,
US, UAE, EU, Great Britain, Britain, Korea, Republic of Korea
"""
_REGIONS = """
Africa, Sub-Saharan Africa, North Africa, East Africa, West Africa, Southern Africa, Asia, East Asia, South Asia,
Southeast Asia, Central Asia, Europe, Western Europe, Eastern Europe, Northern Europe, Southern Europe, European
Union, Scandinavia, Middle East, North America, South America, Latin America, Central America, Caribbean, Oceania,
Australasia, Asia Pacific, Asia-Pacific, Global North, Global South, Worldwide, International
"""
REGIONS = frozenset(
    fold_label(" ".join(name.split())) for name in f"{_COUNTRIES}, {_REGIONS}".split(",") if name.strip()
)
